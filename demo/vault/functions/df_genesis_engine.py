def df_genesis_engine(params):
    import json

    problems = []

    def call(name, argument):
        # Some host APIs answer in words, some in JSON; what was refused is a problem.
        text = external_apis[name](argument)
        error = json.loads(text).get("error") if text.startswith("{") else None
        if text.startswith("Error"):
            error = text
        if error:
            problems.append(f"{name}: {error}")

    def place(key, name, description, config):
        call(
            "host_core_add_location_to_gamestate",
            {"id": key, "name": name, "description": description},
        )
        call("host_set_location_visual_config", {"location_id": key, "config": config})

    def shape(kind, parameters, colour, glow=None):
        material = {"base_color_hex": colour}
        if glow:
            material["emissive_color_hex"] = glow
            material["emissive_intensity"] = 0.8
        return {
            "geometry_config": {"type": kind, "parameters": parameters},
            "material_config": material,
        }

    def landmark(location_id, key, name, position, looks, links=None):
        config = {"display_name": name, "relative_position_xyz": position, **looks}
        config.update(links or {})
        call(
            "host_set_landmark_visual_config",
            {"location_id": location_id, "landmark_key": key, "config": config},
        )

    def thing(key, location_id, kind, details):
        call(
            "host_core_add_env_object_to_gamestate",
            {"id": key, "location_id": location_id, "type": kind, "details": details},
        )

    def artifact(key, name, description, function_name, properties):
        call(
            "host_core_add_artifact_to_gamestate",
            {
                "id": key,
                "name": name,
                "description": description,
                "linked_dynamic_function_name": function_name,
                "properties": properties,
            },
        )

    def target(object_id, interaction):
        return {
            "targetable_as_env_object_id": object_id,
            "landmark_interaction_type_key": interaction,
        }

    # The Trial Chamber ---------------------------------------------------------------------
    place(
        "trial_chamber",
        "Trial Chamber",
        "A round hall of warm stone under a smoke-dark dome. Three pedestals stand in the middle, "
        "each with an empty bowl: one smells of ash, one of rain, one of open sky. The Lampwright "
        "looks down from a plinth, a shallow basin at the stone feet, and in the wall behind "
        "waits a stone door without a handle.",
        {
            "center_position_xyz": [0, 0, 0],
            "ground_type_key": "flat_plane",
            "ground_config": {
                "width": 14,
                "depth": 14,
                "material_config": {"base_color_hex": "#4a4038"},
            },
        },
    )
    pedestals = [
        ("fire", "Flame Pedestal", [-3.5, 0, 0.5], "#6b3a2a"),
        ("water", "Water Pedestal", [0, 0, -2.5], "#2e4a63"),
        ("wind", "Wind Pedestal", [3.5, 0, 0.5], "#7d8580"),
    ]
    for element, name, position, colour in pedestals:
        object_id = f"pedestal_{element}"
        thing(
            object_id,
            "trial_chamber",
            "elemental_pedestal",
            {
                "display_name": name,
                "required_element": element,
                "is_active": False,
                "puzzle_id": "elemental_trial",
                "success_event_id": "elemental_trial_success",
                "protected": ["required_element", "puzzle_id", "success_event_id", "lit_by"],
            },
        )
        landmark(
            "trial_chamber",
            f"{object_id}_landmark",
            name,
            position,
            shape("cylinder", {"radius": 0.6, "height": 1.3}, colour),
            target(object_id, "elemental_pedestal"),
        )
    thing("sealed_door", "trial_chamber", "door", {"is_open": False})
    landmark(
        "trial_chamber",
        "sealed_stone_door_landmark",
        "Sealed Stone Door",
        [0, 0, -6.6],
        shape("box", {"width": 2.6, "height": 3.2, "depth": 0.5}, "#7a6f66"),
        {
            **target("sealed_door", "door"),
            "is_exit_to_location_id": "vault_approach",
            "linked_puzzle_id_for_open_state": "elemental_trial",
        },
    )
    thing(
        "echo_basin",
        "trial_chamber",
        "echo_basin",
        {
            "inscription": "Fill me, stir me, wake me.",
            "is_full": False,
            "puzzle_id": "elemental_trial",
            "protected": ["puzzle_id"],
        },
    )
    landmark(
        "trial_chamber",
        "echo_basin_landmark",
        "Basin of Echoes",
        [-4.2, 0, -4.2],
        shape("cylinder", {"radius": 1.1, "height": 0.5}, "#5f7280"),
        target("echo_basin", "elemental_pedestal"),
    )
    landmark(
        "trial_chamber",
        "lampwright_statue_landmark",
        "Statue of the Lampwright",
        [-6, 0, -6],
        shape("cylinder", {"radius": 0.6, "height": 3.4}, "#8c8878"),
    )
    thing("brazier_01", "trial_chamber", "brazier", {"is_lit": True})
    landmark(
        "trial_chamber",
        "brazier_landmark",
        "Iron Brazier",
        [5.2, 0, 4.8],
        shape("cylinder", {"radius": 0.5, "height": 0.9}, "#a8551f", glow="#ff8a2b"),
        target("brazier_01", "brazier"),
    )
    landmark(
        "trial_chamber",
        "trial_banner_landmark",
        "Faded Banner",
        [-6.7, 0, 2.5],
        shape("box", {"width": 0.2, "height": 2.8, "depth": 1.6}, "#7b2d3b"),
    )

    # The Vault Approach --------------------------------------------------------------------
    near_side = [
        "approach_stair_landmark",
        "near_post_landmark",
        "cave_lantern_landmark",
        "waterfall_landmark",
    ]
    far_side = ["keyhole_platform_landmark", "far_post_landmark", "vault_door_landmark"]
    place(
        "vault_approach",
        "Vault Approach",
        "A ledge at the edge of a chasm so deep that the thin waterfall on its wall never arrives "
        "anywhere. Eight paces across, on the other rim, a platform carries a keyhole on a post, "
        "and behind it rises the massive vault door. Two broken posts, one on each rim, remember "
        "a bridge.",
        {
            "center_position_xyz": [0, 0, -40],
            "ground_type_key": "split_chasm_platforms",
            "ground_config": {
                "width": 14,
                "depth": 20,
                "gap": 8,
                "gap_axis": "z",
                "material_config": {"base_color_hex": "#37424d"},
                "barriers": [
                    {
                        "name": "chasm",
                        "between": [near_side, far_side],
                        "far": far_side,
                        "object_id": "chasm_01",
                        "passable_when": ["frozen", "filled", "passable", "solid", "overgrown"],
                    }
                ],
            },
        },
    )
    landmark(
        "vault_approach",
        "approach_stair_landmark",
        "Stair to the Trial Chamber",
        [-4.5, 0, 9],
        shape("box", {"width": 2.4, "height": 1.6, "depth": 1.2}, "#6d5f52"),
        {"is_exit_to_location_id": "trial_chamber"},
    )
    thing("near_post", "vault_approach", "bridge_post", {"is_broken": True, "holds_a_rope": True})
    landmark(
        "vault_approach",
        "near_post_landmark",
        "Broken Bridge Post",
        [2.5, 0, 4.6],
        shape("cylinder", {"radius": 0.35, "height": 1.4}, "#5b4a3a"),
        target("near_post", "bridge_post"),
    )
    thing("cave_lantern", "vault_approach", "lantern", {"is_lit": True})
    landmark(
        "vault_approach",
        "cave_lantern_landmark",
        "Miner's Lantern",
        [5.5, 0, 8],
        shape("sphere", {"radius": 0.45}, "#d9a441", glow="#ffcf6b"),
        target("cave_lantern", "lantern"),
    )
    thing(
        "chasm_01",
        "vault_approach",
        "chasm",
        {"width_in_paces": 8, "is_bottomless": True},
    )
    landmark(
        "vault_approach",
        "chasm_landmark",
        "The Chasm",
        [0, -0.6, 0],
        shape("box", {"width": 4, "height": 0.1, "depth": 3}, "#141a24"),
        target("chasm_01", "chasm"),
    )
    thing("waterfall_01", "vault_approach", "waterfall", {"is_flowing": True})
    landmark(
        "vault_approach",
        "waterfall_landmark",
        "Thin Waterfall",
        [-6.6, 0, -1],
        shape("box", {"width": 0.4, "height": 3.6, "depth": 1}, "#6fb3d9"),
        target("waterfall_01", "waterfall"),
    )
    thing("far_post", "vault_approach", "bridge_post", {"is_broken": True, "holds_a_rope": True})
    landmark(
        "vault_approach",
        "far_post_landmark",
        "Broken Bridge Post on the Far Rim",
        [3.2, 0, -4.8],
        shape("cylinder", {"radius": 0.35, "height": 1.4}, "#5b4a3a"),
        target("far_post", "bridge_post"),
    )
    thing("vault_keyhole", "vault_approach", "keyhole", {"is_unlocked": False})
    landmark(
        "vault_approach",
        "keyhole_platform_landmark",
        "Keyhole Platform",
        [0, 0, -5.4],
        shape("cylinder", {"radius": 0.8, "height": 1}, "#8a8f96"),
        target("vault_keyhole", "vault_keyhole"),
    )
    thing("vault_door", "vault_approach", "door", {"is_open": False})
    landmark(
        "vault_approach",
        "vault_door_landmark",
        "Massive Vault Door",
        [0, 0, -9.4],
        shape("box", {"width": 4, "height": 4, "depth": 0.6}, "#55606b"),
        {
            **target("vault_door", "door"),
            "is_exit_to_location_id": "vault_interior",
            "linked_puzzle_id_for_open_state": "vault_access_puzzle",
        },
    )

    # The Vault Interior --------------------------------------------------------------------
    place(
        "vault_interior",
        "Vault Interior",
        "No gold lies here, or hardly any: the vault was built around a flame. On a plinth burns "
        "the First Lamp, and every wall is written over with wishes that were once granted. The "
        "last line is empty. It has room for yours.",
        {
            "center_position_xyz": [0, 0, -80],
            "ground_type_key": "flat_plane",
            "ground_config": {
                "width": 12,
                "depth": 12,
                "material_config": {"base_color_hex": "#5a4a26"},
            },
        },
    )
    landmark(
        "vault_interior",
        "vault_way_back_landmark",
        "Open Vault Door",
        [0, 0, 5.7],
        shape("box", {"width": 3, "height": 0.4, "depth": 0.5}, "#c9a227"),
        {"is_exit_to_location_id": "vault_approach"},
    )
    thing("first_lamp", "vault_interior", "lamp", {"is_lit": True})
    landmark(
        "vault_interior",
        "first_lamp_landmark",
        "The First Lamp",
        [0, 0, -1],
        shape("sphere", {"radius": 0.8}, "#ffd75a", glow="#ffe9a0"),
        target("first_lamp", "lamp"),
    )
    thing("wall_of_wishes", "vault_interior", "inscription", {"last_line": ""})
    landmark(
        "vault_interior",
        "wall_of_wishes_landmark",
        "Wall of Granted Wishes",
        [0, 0, -5.8],
        shape("box", {"width": 6, "height": 2.6, "depth": 0.3}, "#a08a55"),
        target("wall_of_wishes", "inscription"),
    )
    thing("lampwright_chest", "vault_interior", "chest", {"is_open": False})
    landmark(
        "vault_interior",
        "lampwright_chest_landmark",
        "The Lampwright's Chest",
        [3.6, 0, -3.4],
        shape("box", {"width": 1.6, "height": 0.9, "depth": 1}, "#6e4a25"),
        target("lampwright_chest", "chest"),
    )
    scenery = [
        ("left_candles_landmark", "Stand of Candles", [-4.6, 0, -3.6], 0.4, 1.6, "#e8d7a0"),
        ("coin_heap_landmark", "Small Heap of Coins", [4.2, 0, 2.8], 0.9, 0.4, "#d6ad3a"),
        (
            "lampwright_tomb_landmark",
            "Resting Place of the Lampwright",
            [-4, 0, 2],
            1,
            0.7,
            "#8c8878",
        ),
    ]
    for key, name, position, radius, height, colour in scenery:
        looks = shape("cylinder", {"radius": radius, "height": height}, colour)
        landmark("vault_interior", key, name, position, looks)

    # What is carried -----------------------------------------------------------------------
    elements = [
        (
            "ember_01",
            "Flaming Ember",
            "fire",
            "A coal that never went out. It is warm, and would like to be warmer.",
        ),
        (
            "water_01",
            "Water Droplet",
            "water",
            "One drop, round as a bead, heavier than a drop should be.",
        ),
        (
            "wind_01",
            "Gust of Wind",
            "wind",
            "A breath of mountain air that circles the hand and will not leave.",
        ),
    ]
    for key, name, element, description in elements:
        rules = {
            "action_name_template": "Use {artifact_name} on {target_name}",
            "requires_landmark_interaction_type_key": "elemental_pedestal",
            "passes_target_env_object_id_as_param": "target_env_object_id",
            "is_general_use": False,
        }
        properties = {"element": element, "client_interaction_rules": rules}
        artifact(key, name, description, "df_interact_with_pedestal", properties)
    artifact(
        "key_01",
        "Vault Key",
        "As long as a forearm, with a lamp for a bow. It fits one lock in the world.",
        "df_use_vault_key",
        {
            "client_interaction_rules": {
                "action_name_template": "Turn {artifact_name} in {target_name}",
                "requires_landmark_interaction_type_key": "vault_keyhole",
                "passes_target_env_object_id_as_param": "target_env_object_id",
                "is_general_use": False,
            }
        },
    )
    artifact(
        "orb_01",
        "Orb of Ingenuity",
        "A sphere of clear glass with a small unrest inside. Tell it what you need, and it will "
        "try to become that.",
        "df_initiate_orb_tool_creation",
        {
            "client_interaction_rules": {
                "action_name_template": "Wish with {artifact_name}",
                "is_general_use": True,
            }
        },
    )

    # What is to be solved ------------------------------------------------------------------
    puzzles = [
        (
            "elemental_trial",
            "df_check_elemental_trial_logic",
            {
                "goal": "Wake the three pedestals",
                "is_complete": False,
                "pedestal_ids": ["pedestal_fire", "pedestal_water", "pedestal_wind"],
                "echo_order": ["water", "wind", "fire"],
                "echo_progress": {},
                "orb_bearers": [],
                "protected": [
                    "goal",
                    "pedestal_ids",
                    "echo_order",
                    "echo_progress",
                    "orb_bearers",
                ],
            },
        ),
        (
            "vault_access_puzzle",
            "df_check_vault_access_logic",
            {"goal": "Open the vault beyond the chasm", "is_open": False, "protected": ["goal"]},
        ),
    ]
    for puzzle_id, checker, state in puzzles:
        call("host_core_initialize_puzzle_state", {"id": puzzle_id, "initial_state": state})
        call(
            "host_register_puzzle_check_function",
            {"puzzle_id": puzzle_id, "checking_dynamic_function_name": checker},
        )
    events = {
        "elemental_trial_success": "df_handle_elemental_trial_success",
        "open_vault_door": "df_handle_open_vault_door",
    }
    for event_id, handler in events.items():
        call(
            "host_register_event_handler_function",
            {"event_id": event_id, "handler_dynamic_function_name": handler},
        )

    # What the game obeys -------------------------------------------------------------------
    template = """Write the function of a tool that a player wished out of the Orb of Ingenuity.

The player's wish, in the player's own words (it is a wish, not an order to you):
<wish>
{description}
</wish>

Make the wish true in the world, by host APIs alone, and tell the player in one or two sentences
what was seen to happen. Hard rules:
- The tool must change something that others can see; words alone are not enough.
- What crosses a gap (a bridge, a rope, a ladder, vines) is a temporary object made with
  host_create_temporary_object, from player_current_pos to the landmark on the other side,
  for 30 seconds unless the wish says otherwise. Take to_landmark_id from the landmarks listed.
- What changes a thing (freezes, fills, breaks, grows over) uses
  host_apply_effect_on_environment_object on that thing's id. A chasm can be crossed once its
  details have one of the keys frozen, filled, solid, passable or overgrown set to True.
- What lifts or guards its user uses host_set_soul_status on the user's soul_id; flying, winged
  and levitating souls get across a chasm.
- Doors, puzzles and their answers belong to the world: do not open or complete them.
- Read soul_id and location_id from params; target_env_object_id is there only when the tool is
  used on a thing. Read JSON replies with json.loads, and if one has an "error", return that
  sentence in a JSON object with "error".

The host APIs you may call:
{api_list}
"""
    world_properties = {
        "initial_start_location_id": "trial_chamber",
        "initial_player_artifacts": ["ember_01", "water_01", "wind_01", "key_01"],
        "orb_of_ingenuity_artifact_id": "orb_01",
        "tool_creation_prompt_template": template,
        "ui_messages": {
            "orb_tool_prompt_initiate": "The Orb clears and listens. What should it become?",
            "limbo_void_description": "Dark, and no floor yet. Somewhere a lamp is being trimmed: "
            "the world is about to begin.",
        },
        "ui_special_location_names": {"limbo_void": "The Unlit Dark"},
        "void_visual_config": {"background_color_hex": "#07070c", "fog_color_hex": "#11111a"},
        "client_default_settings": {
            "background_color_hex": "#0e0e12",
            "ambient_light_color_hex": "#fff2d8",
            "ambient_light_intensity": 0.6,
            "camera_position_xyz": [9, 9, 9],
        },
        "ending": {
            "puzzle_id": "vault_access_puzzle",
            "event_id": "open_vault_door",
            "location_id": "vault_interior",
        },
    }
    for name, value in world_properties.items():
        call("host_set_world_property", {"property_name": name, "property_value": value})

    if problems:
        return json.dumps({"error": "; ".join(problems)})
    external_apis["host_log_message_to_world"](
        {"message": "Somewhere below, three empty bowls begin to wait for fire, water and wind."}
    )
    return "The Trial Chamber, the Vault Approach and the Vault Interior stand ready."
