def df_check_elemental_trial_logic(params):
    import json

    state = params.get("current_puzzle_state", {})
    asleep = []
    for object_id in state.get("pedestal_ids", []):
        pedestal = json.loads(
            external_apis["host_get_environment_object_data"]({"object_id": object_id})
        )
        details = pedestal.get("details", {})
        if not details.get("is_active"):
            asleep.append("the " + details.get("display_name", object_id))

    if not asleep:
        return json.dumps({"condition_met": True, "message": "All three pedestals are awake."})
    names = " and ".join(asleep)
    verb = "waits" if len(asleep) == 1 else "wait"
    message = f"{names[0].upper()}{names[1:]} still {verb}."
    return json.dumps({"condition_met": False, "message": message})
