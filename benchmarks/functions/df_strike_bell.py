def df_strike_bell(params):
    import json

    target = params["target_env_object_id"]
    reply = external_apis["host_get_environment_object_data"]({"object_id": target})
    details = json.loads(reply).get("details", {})
    strikes = details.get("strikes", 0) + 1
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": target, "effect_details": {"strikes": strikes}}
    )
    check = json.loads(external_apis["host_check_puzzle_condition"]({"puzzle_id": "bell"}))
    return f"The bell rings for the {strikes}. time. {check.get('message', '')}"
