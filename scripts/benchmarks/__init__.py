"""The sub-commands of ``scripts/bench``: one module each, add_arguments and run."""
