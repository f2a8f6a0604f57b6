"""A process of its own for what is measured: nothing else took memory before."""

import importlib
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def in_a_process(module: str, name: str, *arguments):
    """Call a function of a module, which is imported there only."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(_call, module, name, *arguments).result()


def _call(module: str, name: str, *arguments):
    return getattr(importlib.import_module(module), name)(*arguments)
