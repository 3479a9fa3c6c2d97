def df_genesis_engine(params):
    # This function builds the initial game world for the Clockwork Observatory.
    # It only uses the Host APIs provided through the external_apis dictionary.
    # 1. Locations
    # 2. Environment objects and landmarks
    # 3. Artifacts
    # 4. Puzzles, checkers, events and handlers
    # 5. World properties
    log = []
    try:
        locations = [
            {"id": "observatory_hall", "name": "Observatory Hall", "description": "Brass gears tick in the walls of a tall, dusty hall."},
            {"id": "dome_gallery", "name": "Dome Gallery", "description": "The gallery floor has fallen in. A dais with a lock stands beyond the gap."},
            {"id": "star_room", "name": "Star Room", "description": "The great telescope points at a star that nobody has named."},
        ]
        for loc in locations:
            result = external_apis['host_core_add_location_to_gamestate'](loc)
            log.append(f"Location {loc['id']}: {result}")

        external_apis['host_set_location_visual_config']({'location_id': 'observatory_hall', 'config': {'center_position_xyz': [0, 0, 0], 'ground_type_key': 'flat_plane', 'ground_config': {'size_xz': [18, 18], 'color_hex': '#555566'}}})
        external_apis['host_set_location_visual_config']({'location_id': 'dome_gallery', 'config': {'center_position_xyz': [0, 0, -30], 'ground_type_key': 'split_chasm_platforms', 'ground_config': {'near_platform_size_xz': [10, 5], 'keyhole_platform_relative_pos_xz': [0, -8], 'keyhole_platform_size_xz': [4, 4], 'color_hex': '#334455'}}})
        external_apis['host_set_location_visual_config']({'location_id': 'star_room', 'config': {'center_position_xyz': [0, 0, -60], 'ground_type_key': 'flat_plane', 'ground_config': {}}})

        external_apis['host_core_add_env_object_to_gamestate']({'id': 'lens_mount', 'location_id': 'observatory_hall', 'type': 'mount', 'details': {'is_aligned': False, 'client_visual_update': {'new_color_hex': '#888888'}}})
        external_apis['host_core_add_env_object_to_gamestate']({'id': 'dome_lock', 'location_id': 'dome_gallery', 'type': 'lock', 'details': {'is_unlocked': False}})

        landmarks = {
            'observatory_hall': [
                ('lens_mount_landmark', {'display_name': 'Lens Mount', 'relative_position_xyz': [-3, 0.5, 0], 'geometry_config': {'type': 'cylinder', 'parameters': {'radius': 0.5, 'height': 1}}, 'material_config': {'base_color_hex': '#aa8844'}, 'targetable_as_env_object_id': 'lens_mount', 'landmark_interaction_type_key': 'lens_mount_type'}),
                ('gallery_arch_landmark', {'display_name': 'Gallery Arch', 'relative_position_xyz': [0, 1.5, -8], 'geometry_config': {'type': 'box', 'dimensions': [3, 3, 0.5]}, 'material_config': {'base_color_hex': '#665544'}, 'is_exit_to_location_id': 'dome_gallery', 'linked_puzzle_id_for_open_state': 'lens_puzzle'}),
            ],
            'dome_gallery': [
                ('hall_arch_landmark', {'display_name': 'Arch to the Hall', 'relative_position_xyz': [0, 1.5, 4], 'geometry_config': {'type': 'box', 'dimensions': [3, 3, 0.5]}, 'is_exit_to_location_id': 'observatory_hall'}),
                ('dais_landmark', {'display_name': 'Far Dais', 'relative_position_xyz': [0, 0.5, -8], 'geometry_config': {'type': 'cylinder', 'parameters': {'radius': 1, 'height': 0.5}}, 'targetable_as_env_object_id': 'dome_lock', 'landmark_interaction_type_key': 'keyhole_type'}),
                ('star_door_landmark', {'display_name': 'Star Door', 'relative_position_xyz': [0, 2, -9.5], 'geometry_config': {'type': 'box', 'dimensions': [3, 4, 0.5]}, 'is_exit_to_location_id': 'star_room', 'linked_puzzle_id_for_open_state': 'star_door_puzzle'}),
            ],
            'star_room': [
                ('back_to_gallery_landmark', {'display_name': 'Way Back', 'relative_position_xyz': [0, 1, 5], 'geometry_config': {'type': 'box', 'dimensions': [2, 2, 0.5]}, 'is_exit_to_location_id': 'dome_gallery'}),
            ],
        }
        for location_id, entries in landmarks.items():
            for landmark_key, config in entries:
                reply = json.loads(external_apis['host_set_landmark_visual_config']({'location_id': location_id, 'landmark_key': landmark_key, 'config': config}))
                if reply.get('error'):
                    log.append(f"Landmark {landmark_key}: {reply['error']}")

        external_apis['host_core_add_artifact_to_gamestate']({'id': 'lens_amber', 'name': 'Amber Lens', 'description': 'It fits a brass mount.', 'linked_dynamic_function_name': 'df_place_lens', 'properties': {'lens_color': 'amber', 'client_interaction_rules': {'action_name_template': 'Use {artifact_name} on {target_name}', 'requires_landmark_interaction_type_key': 'lens_mount_type', 'passes_target_env_object_id_as_param': 'target_env_object_id', 'is_general_use': False}}})
        external_apis['host_core_add_artifact_to_gamestate']({'id': 'brass_key', 'name': 'Brass Key', 'description': 'A key with a star for a bow.', 'linked_dynamic_function_name': 'df_turn_brass_key', 'properties': {'client_interaction_rules': {'action_name_template': 'Use {artifact_name} on {target_name}', 'requires_landmark_interaction_type_key': 'keyhole_type', 'passes_target_env_object_id_as_param': 'target_env_object_id', 'is_general_use': False}}})
        external_apis['host_core_add_artifact_to_gamestate']({'id': 'orb_prime', 'name': 'Orb of Ingenuity', 'description': 'It hums when you think of something new.', 'linked_dynamic_function_name': 'df_wake_orb', 'properties': {'client_interaction_rules': {'action_name_template': 'Use {artifact_name}', 'is_general_use': True}}})

        external_apis['host_core_initialize_puzzle_state']({'id': 'lens_puzzle', 'initial_state': {'is_complete': False}})
        external_apis['host_core_initialize_puzzle_state']({'id': 'star_door_puzzle', 'initial_state': {'is_open': False, 'light_bridge_active': False}})
        external_apis['host_register_puzzle_check_function']({'puzzle_id': 'star_door_puzzle', 'checking_dynamic_function_name': 'df_check_star_door'})
        external_apis['host_register_event_handler_function']({'event_id': 'star_door_opens', 'handler_dynamic_function_name': 'df_handle_star_door'})

        properties = {
            'initial_start_location_id': 'observatory_hall',
            'initial_player_artifacts': ['lens_amber', 'brass_key', 'orb_prime'],
            'orb_of_ingenuity_artifact_id': 'orb_prime',
            'tool_creation_prompt_template': "Create a tool function for this wish: '{description}'. If the tool lets the player cross the gap in dome_gallery, it must create a temporary object to dais_landmark and set light_bridge_active to true on star_door_puzzle.\n\nAvailable APIs:\n{api_list}",
            'ui_messages': {'orb_tool_prompt_initiate': 'What shall the Orb become?', 'limbo_void_description': 'Gears are being wound. Please wait.'},
            'ui_special_location_names': {'limbo_void': 'Between the Gears'},
            'void_visual_config': {'background_color_hex': '#000011'},
            'client_default_settings': {'camera_distance': 12},
        }
        for property_name, property_value in properties.items():
            external_apis['host_set_world_property']({'property_name': property_name, 'property_value': property_value})
    except Exception as error:
        return json.dumps({"error": f"Genesis failed: {str(error)}"})
    external_apis['host_log_message_to_world']({'message': 'The Clockwork Observatory has been wound up.'})
    return json.dumps({"message": f"Genesis complete with {len(log)} notes."})
