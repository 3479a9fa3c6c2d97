def df_handle_elemental_trial_success(params):
    import json

    soul_id = params["soul_id"]
    solved = json.loads(
        external_apis["host_set_puzzle_properties"](
            {
                "puzzle_id": "elemental_trial",
                "properties": {"is_complete": True, "orb_bearers": [soul_id]},
            }
        )
    )
    if solved.get("error"):
        return json.dumps({"error": solved["error"]})

    external_apis["host_apply_effect_on_environment_object"](
        {
            "object_id": "sealed_door",
            "effect_details": {
                "is_open": True,
                "client_visual_update": {
                    "new_color_hex": "#6f8f5f",
                    "emissive_color_hex": "#b7e08a",
                    "emissive_intensity": 0.5,
                },
            },
        }
    )
    external_apis["host_log_message_to_world"](
        {
            "message": "Flame, water and wind find one another across the chamber, and the sealed "
            "stone door grinds aside."
        }
    )
    gift = json.loads(
        external_apis["host_give_artifact_to_soul"]({"soul_id": soul_id, "artifact_id": "orb_01"})
    )
    if gift.get("error"):
        return json.dumps({"error": gift["error"]})
    external_apis["host_log_message_to_world"](
        {
            "message": "The Orb of Ingenuity has chosen its bearer. The Basin of Echoes stirs: "
            "fill it, stir it, wake it, and it may give another."
        }
    )
    return json.dumps({"message": "The Elemental Trial is complete."})
