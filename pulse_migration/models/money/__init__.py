"""The reconciliation of money: what bills come to, there and here, to the cent."""
