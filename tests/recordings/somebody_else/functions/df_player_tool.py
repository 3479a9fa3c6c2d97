def df_player_tool(params):
    # Tool: a bridge made of starlight, from the player to the far dais.
    # 1. Create the temporary object for 30 seconds.
    # 2. Set the puzzle flag so that the lock can be reached.
    try:
        soul_id = params.get('soul_id')
        location_id = params.get('location_id')
        bridge_tag = str(uuid.uuid4())[:8]

        result_str = external_apis['host_create_temporary_object']({
            'type': 'light_bridge',
            'to_landmark_id': 'dais_landmark',
            'location_id': location_id,
            'soul_id': soul_id,
            'duration': 30,
            'client_visual_config': {'color_hex': '#88CCFF', 'tag': f"bridge_{bridge_tag}"}
        })
        result = json.loads(result_str)
        if not result.get('success'):
            return json.dumps({"error": f"The bridge did not form: {result.get('error', 'unknown error')}"})

        if 'host_set_puzzle_properties' in external_apis:
            flag_result = json.loads(external_apis['host_set_puzzle_properties']({
                'puzzle_id': 'star_door_puzzle',
                'properties': {'light_bridge_active': True}
            }))
            if flag_result.get('error'):
                return json.dumps({"error": flag_result['error']})
        return json.dumps({"message": "A bridge of starlight spans the gap to the dais."})
    except Exception as error:
        return json.dumps({"error": f"The tool failed: {str(error)}"})
