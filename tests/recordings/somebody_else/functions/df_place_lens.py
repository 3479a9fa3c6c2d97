def df_place_lens(params):
    # Place a lens into the mount.
    # Expected params: soul_id, target_env_object_id, artifact_properties
    try:
        soul_id = params.get('soul_id')
        target_id = params.get('target_env_object_id')
        lens_color = params.get('artifact_properties', {}).get('lens_color', 'clear')
        if not target_id:
            return json.dumps({"error": "No target was given."})

        mount = json.loads(external_apis['host_get_environment_object_data']({'object_id': target_id}))
        if mount.get('error'):
            return json.dumps({"error": f"Could not look at the mount: {mount.get('error')}"})
        details = mount.get('details', {})
        if isinstance(details, dict) and details.get('is_aligned', False):
            return json.dumps({"message": "The lens already sits in its mount."})

        soul = json.loads(external_apis['host_get_entity_data']({'entity_id': soul_id}))
        external_apis['host_apply_effect_on_environment_object']({
            'object_id': target_id,
            'effect_details': {
                'is_aligned': True,
                'client_visual_update': {'new_color_hex': '#FFBF00', 'emissive_color_hex': '#FFBF00', 'emissive_intensity': 0.7}
            }
        })
        external_apis['host_set_puzzle_properties']({'puzzle_id': 'lens_puzzle', 'properties': {'is_complete': True}})
        if 'host_log_message_to_world' in external_apis:
            external_apis['host_log_message_to_world']({'message': f"{soul.get('name', 'Someone')} sets the {lens_color} lens, and the arch unlocks."})
        return json.dumps({"message": f"The {lens_color} lens clicks into place."})
    except Exception as error:
        return json.dumps({"error": f"Something went wrong with the lens: {str(error)}"})
