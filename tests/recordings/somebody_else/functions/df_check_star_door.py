def df_check_star_door(params):
    # Checks if the bridge flag was set by a tool.
    current_state = params.get('current_puzzle_state', {})
    is_active = current_state.get('light_bridge_active', False) if isinstance(current_state, dict) else False
    if is_active:
        return json.dumps({"condition_met": True, "message": "A bridge of light leads to the dais."})
    else:
        return json.dumps({"condition_met": False, "message": "The dais with the lock is out of reach."})
