def df_tool(params):
    import json

    lock = json.loads(external_apis["host_get_puzzle_state"]({"puzzle_id": "treasury_lock"}))
    if lock["state"].get("is_open"):
        return json.dumps({"message": "The treasury stands open; walk in."})
    return json.dumps({"message": "The tool trembles: that door obeys only its own lock."})
