def df_tool(params):
    import json

    lock = json.loads(external_apis["host_get_puzzle_state"]({"puzzle_id": "treasury_lock"}))
    is_open = lock.get("state", {}).get("is_open")
    return json.dumps(
        {"message": "The treasury stands " + ("open." if is_open else "shut. Play on.")}
    )
