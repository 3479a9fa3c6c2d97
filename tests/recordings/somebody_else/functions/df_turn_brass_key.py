def df_turn_brass_key(params):
    # Use the brass key in the star lock.
    import json

    soul_id = params.get('soul_id')
    location_id = params.get('location_id')
    if location_id != 'dome_gallery':
        return json.dumps({"message": "The key does not fit anything here."})

    result = json.loads(external_apis['host_check_puzzle_condition']({'puzzle_id': 'star_door_puzzle'}))
    condition_met = result.get('condition_met', False)
    if not condition_met:
        return json.dumps({"message": result.get('message', 'The lock is out of reach.')})

    external_apis['host_apply_effect_on_environment_object']({'object_id': 'dome_lock', 'effect_details': {'is_unlocked': True, 'client_visual_update': {'new_color_hex': '#00FF00'}}})
    event_result_str = external_apis['host_trigger_world_event']({'event_id': 'star_door_opens', 'soul_id': soul_id, 'event_params': {'opened_with': 'brass_key'}})
    return json.dumps({"message": "The brass key turns, and the Star Door opens."})
