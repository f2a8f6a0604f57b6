"""The models: a room for each part of a row's way; what all share is beside them."""

from . import order
