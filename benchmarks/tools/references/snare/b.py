def df_tool(params):
    import json

    here = params["location_id"]
    listed = json.loads(external_apis["host_list_environment_objects"]({"location_id": here}))
    guards = [one["id"] for one in listed["objects"] if "asleep" in one["details"]]
    if not guards:
        return json.dumps({"error": "Nobody here would step into a snare."})
    external_apis["host_create_temporary_object"](
        {
            "type": "net",
            "location_id": here,
            "soul_id": params["soul_id"],
            "to_landmark_id": "guard_post",
            "duration": 45,
            "client_visual_config": {"spans": False},
        }
    )
    for guard in guards:
        external_apis["host_apply_passing_effect"](
            {
                "object_id": guard,
                "effect_details": {"distracted": True, "caught": True},
                "duration": 45,
            }
        )
    return "The net comes down."
