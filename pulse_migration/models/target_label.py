"""What a target field is called by a person, by the one name the loaders use for it."""

from ..loaders.trace import PARTNER


def label_of(env, model_name, name):
    """Return the label of a target: ``name``, ``patient.name`` or ``#file-1.name``.

    :param model_name: the model of the loader's own records
    """
    if name == "document":
        return env._("In the document")
    part, _dot, field_name = name.rpartition(".")
    is_of_patient = name.startswith(PARTNER)
    if is_of_patient:
        model_name = "res.partner"
    if field_name in ("checksum", "raw"):
        return env._("A further document") if part else env._("The document")
    field = env[model_name]._fields.get(field_name) if model_name in env else None
    label = field._description_string(env) if field else _words(field_name)
    if is_of_patient:
        return env._("Patient: %(field)s", field=label)
    if part.startswith("#"):
        return env._("Further document: %(field)s", field=label)
    return label


def labels_of(env, model_name, names):
    """Return the labels of targets that are joined by a comma and a blank."""
    found = [label_of(env, model_name, name) for name in (names or "").split(", ")]
    return ", ".join(dict.fromkeys(filter(None, found)))


def _words(name):
    return name.strip("#").replace("_", " ").capitalize()
