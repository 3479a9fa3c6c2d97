def df_handle_star_door(params):
    # Handler for the event 'star_door_opens'.
    # Sets the puzzle to open and tells everybody.
    opened_with = params.get('opened_with', 'a key')
    try:
        external_apis['host_set_puzzle_properties']({'puzzle_id': 'star_door_puzzle', 'properties': {'is_open': True}})
        external_apis['host_log_message_to_world']({'message': f"The Star Door swings open ({opened_with.replace('_', ' ')})."})
    except Exception as error:
        return json.dumps({"error": str(error)})
    return json.dumps({"message": "The Star Door is open."})
