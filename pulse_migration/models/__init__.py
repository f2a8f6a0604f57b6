"""The models: a room for each part of a row's way; what all share is beside them.

A row's way: ``receive`` (a file) or ``source`` (the clinic's server), ``mapping``,
``stage``, ``quality``, ``scope``, ``plan``, ``preflight``, ``sample``, ``approve``,
``load``, ``verify`` and with it ``money``; back by ``undo``, and again by ``delta``.
Around it: ``migration`` (the clinic and its runs), ``journey`` (where it is),
``after``, ``audit``, ``patient`` (what is seen in Odoo) and ``system`` (Odoo's own
machinery). The verb of a room, or its main model, is the file that is called like it.
"""

from . import order
