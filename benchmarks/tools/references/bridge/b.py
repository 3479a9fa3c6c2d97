def df_tool(params):
    import json

    where = params["location_id"]
    path = json.loads(
        external_apis["host_path_exists"](
            {"location_id": where, "from_landmark": "near_edge", "to_landmark": "far_platform"}
        )
    )
    place = json.loads(external_apis["host_get_location_data"]({"location_id": where}))
    if "far_gate" not in place["exits"]:
        return json.dumps({"error": f"In {place['name']} the light finds nothing to reach for."})
    if path.get("path_exists"):
        return "There is a way across already."
    reply = json.loads(
        external_apis["host_create_temporary_object"](
            {
                "soul_id": params["soul_id"],
                "type": "rainbow",
                "location_id": where,
                "to_landmark_id": "chasm_landmark",
                "duration": 30,
                "client_visual_config": {"spans": True},
            }
        )
    )
    external_apis["host_log_message_to_world"]({"message": "A rainbow spans the chasm."})
    return json.dumps({"message": "A rainbow one can walk on."} if reply["success"] else reply)
