def df_check_bell(params):
    import json

    reply = external_apis["host_get_environment_object_data"]({"object_id": "bell_01"})
    strikes = json.loads(reply).get("details", {}).get("strikes", 0)
    met = strikes >= params["current_puzzle_state"].get("wanted", 3)
    return json.dumps({"condition_met": met, "message": f"{strikes} strikes so far."})
