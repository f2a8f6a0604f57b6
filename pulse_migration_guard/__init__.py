from . import ir_model_fields

__all__ = ["ir_model_fields"]
