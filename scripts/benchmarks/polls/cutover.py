"""The final delta of the bench: everything once more, in calls of a few pages.

What was polled is loaded first. Then the clinic changes and deletes records, the final
delta begins, its process is killed now and then, and it goes on until the source is
closed: every record is in Odoo once and as the clinic has it, and exactly what was
deleted is reported.
"""

from collections import Counter

from . import looks, poller

_MOST_CALLS = 300
_DELETED = 5


def load(source) -> None:
    """Take what was polled through the verbs, as a person would."""
    run = source.run_ids[:1]
    run.action_stage()
    run.action_plan()
    run.file_ids.action_accept_date_orders()
    run.file_ids.action_confirm_mapping()
    run.action_plan()
    run.action_approve()
    run._load()
    run.action_verify()
    if run.state != "done":
        raise SystemExit(f"What was polled ended as {run.state}.")
    run.env.cr.commit()


def finish(source, world, process, kills: int) -> tuple[object, dict]:
    """Run the final delta to its end; return the process and what was counted."""
    gone = _change(world)
    source.action_final()
    source.env.cr.commit()
    counts, wrong = {"final_calls": 0, "final_killed": 0}, []
    while source.state != "closed" and counts["final_calls"] < _MOST_CALLS:
        counts["final_calls"] += 1
        pages = world.die.randint(1, 3)
        if counts["final_killed"] < kills and world.die.random() < 0.4:
            after = world.die.uniform(0.02, 0.8)
            process = poller.kill(process, "final", pages, after)
            counts["final_killed"] += 1
        else:
            poller.ask(process, "final", pages)
        here = looks.stored(source.env, source, world.clinic.ids)
        wrong += looks.marks_ahead(source, world.clinic, here)
    wrong += looks.missing(here, world.clinic) + looks.twice(source.env)
    wrong += _loaded(source, world.clinic) + _reported(source, gone)
    return process, {**counts, "final_state": source.state, "wrong": wrong}


def _change(world) -> dict[str, list[str]]:
    """Delete some records and change others; return {list: ids deleted}."""
    clinic, gone = world.clinic, {}
    for name in sorted(clinic.ids):
        gone[name] = world.die.sample(sorted(clinic.tables[name]), _DELETED)
        for key in gone[name]:
            clinic.delete(name, key)
    for _time in range(5):
        world.work()
    # some may have come again
    return {
        name: sorted(key for key in keys if key not in clinic.tables[name])
        for name, keys in gone.items()
    }


def _loaded(source, clinic) -> list[str]:
    """Return which records are not in Odoo once, or not as the clinic has them."""
    env, wrong = source.env, []
    if source.state != "closed":
        wrong.append(f"the source is {source.state}: {source.final_text}")
    partners = env["res.partner"].with_context(active_test=False)
    partners = partners.search([("x_studio_patient_id", "!=", False)])
    count = Counter(partners.mapped("x_studio_patient_id"))
    wrong += [f"{key} is there {count[key]} times" for key in count if count[key] > 1]
    names = {partner.x_studio_patient_id: partner.name for partner in partners}
    for key, record in clinic.tables["patients"].items():
        if names.get(key) != record["name"]:
            wrong.append(f"{key} is not as the clinic has it")
    links = env["pulse.link"].search([("object_name", "=", "appointment")])
    count = Counter(links.mapped("external_id"))
    for key in clinic.tables["appointments"]:
        if count[key] != 1:
            wrong.append(f"{key} is there {count[key]} times")
    return wrong


def _reported(source, gone: dict[str, list[str]]) -> list[str]:
    return [
        f"{endpoint.path}: {endpoint.gone_ids} reported, {gone[endpoint.path]} deleted"
        for endpoint in source.endpoint_ids
        if sorted(endpoint.gone_ids or []) != gone[endpoint.path]
    ]
