def df_interact_with_pedestal(params):
    import json

    def call(name, argument):
        return json.loads(external_apis[name](argument))

    def say(text):
        external_apis["host_log_message_to_world"]({"message": text})

    looks = {
        "fire": {"new_color_hex": "#d9531e", "emissive_color_hex": "#ff7a1a"},
        "water": {"new_color_hex": "#2f7fd0", "emissive_color_hex": "#3aa0ff"},
        "wind": {"new_color_hex": "#d5e4e2", "emissive_color_hex": "#bfeee6"},
    }
    deeds = {
        "fire": "The ember leaps from the hand and the bowl fills with flame.",
        "water": "The drop falls, and the bowl fills to its brim without spilling.",
        "wind": "The gust slips free and turns, slowly, above the stone.",
    }

    soul_id = params["soul_id"]
    object_id = params.get("target_env_object_id")
    element = params.get("artifact_properties", {}).get("element")
    soul_name = call("host_get_entity_data", {"entity_id": soul_id}).get("name", "Someone")
    thing = call("host_get_environment_object_data", {"object_id": object_id})
    details = thing.get("details", {})
    puzzle_id = details.get("puzzle_id", "elemental_trial")

    def wake_basin():
        # The trial's second gift: whoever gives water, wind, fire in this order has an Orb too.
        trial = call("host_get_puzzle_state", {"puzzle_id": puzzle_id})["state"]
        if not trial.get("is_complete"):
            return "The basin is dry and mute. It listens for three pedestals that burn at once."
        bearers = trial.get("orb_bearers", [])
        if soul_id in bearers:
            return "The basin gives every hand one Orb, and yours has had it."

        order = trial.get("echo_order", [])
        progress = dict(trial.get("echo_progress", {}))
        step = progress.get(soul_id, 0)
        if element != order[step]:
            progress[soul_id] = 0
            external_apis["host_set_puzzle_properties"](
                {"puzzle_id": puzzle_id, "properties": {"echo_progress": progress}}
            )
            return "The ripples die. Fill it, stir it, wake it, says the rim: begin again."

        progress[soul_id] = step + 1
        if step + 1 < len(order):
            external_apis["host_set_puzzle_properties"](
                {"puzzle_id": puzzle_id, "properties": {"echo_progress": progress}}
            )
            say(f"The Basin of Echoes answers {soul_name} with a low note.")
            return "The basin answers. Something in the stone waits for what comes next."

        orb_id = f"orb_echo_{soul_id}"
        external_apis["host_core_add_artifact_to_gamestate"](
            {
                "id": orb_id,
                "name": "Echo of the Orb",
                "description": "A smaller Orb of Ingenuity, poured from the Basin of Echoes. "
                "It grants wishes just as well.",
                "linked_dynamic_function_name": "df_initiate_orb_tool_creation",
                "properties": {
                    "client_interaction_rules": {
                        "action_name_template": "Wish with {artifact_name}",
                        "is_general_use": True,
                    }
                },
            }
        )
        gift = call("host_give_artifact_to_soul", {"soul_id": soul_id, "artifact_id": orb_id})
        if gift.get("error"):
            return json.dumps({"error": gift["error"]})
        external_apis["host_set_puzzle_properties"](
            {
                "puzzle_id": puzzle_id,
                "properties": {"echo_progress": progress, "orb_bearers": [*bearers, soul_id]},
            }
        )
        say(f"The Basin of Echoes wakes, and a second light rises into the hands of {soul_name}.")
        return "Out of water, wind and fire the basin pours you an Orb of your own."

    if thing.get("type") == "echo_basin":
        return wake_basin()
    if thing.get("type") != "elemental_pedestal":
        return "Nothing here takes an element."

    wanted = details.get("required_element")
    name = details.get("display_name", "Pedestal")
    if details.get("is_active"):
        lit_by = details.get("lit_by", "somebody")
        return f"The {name} is awake already, by the hand of {lit_by}. It needs nothing more."
    if element != wanted:
        return f"The {name} stays cold. It was made for {wanted}, and this is {element}."

    external_apis["host_apply_effect_on_environment_object"](
        {
            "object_id": object_id,
            "effect_details": {
                "is_active": True,
                "lit_by": soul_name,
                "client_visual_update": {**looks[element], "emissive_intensity": 0.9},
            },
        }
    )
    say(f"{soul_name} wakes the {name}.")
    trial = call("host_check_puzzle_condition", {"puzzle_id": puzzle_id})
    if trial.get("condition_met"):
        outcome = call(
            "host_trigger_world_event",
            {
                "event_id": details.get("success_event_id", "elemental_trial_success"),
                "soul_id": soul_id,
                "event_params": {"puzzle_id": puzzle_id},
            },
        )
        if outcome.get("error"):
            return json.dumps({"error": outcome["error"]})
    return f"{deeds[element]} {trial.get('message', '')}".strip()
