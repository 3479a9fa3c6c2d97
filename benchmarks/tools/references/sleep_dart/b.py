def df_tool(params):
    import json

    target = params.get("target_env_object_id")
    if not target:
        return json.dumps({"error": "At whom? Step up to somebody first."})
    thing = json.loads(external_apis["host_get_environment_object_data"]({"object_id": target}))
    if thing["type"] != "guard":
        return json.dumps({"error": "The dart bounces off."})
    external_apis["host_apply_passing_effect"](
        {
            "object_id": target,
            "duration": 60,
            "effect_details": {
                "asleep": True,
                "client_visual_update": {"new_color_hex": "#445577"},
            },
        }
    )
    external_apis["host_log_message_to_world"]({"message": "A snore echoes through the hall."})
    return "Pfft. The guard yawns and sleeps."
