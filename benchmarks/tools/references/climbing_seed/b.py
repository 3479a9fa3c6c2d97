def df_tool(params):
    import json

    found = json.loads(
        external_apis["host_list_environment_objects"]({"location_id": params["location_id"]})
    )
    walls = [thing for thing in found.get("objects", []) if thing["type"] == "wall"]
    if not walls:
        return json.dumps({"error": "Nothing here wants to be overgrown."})
    reply = json.loads(
        external_apis["host_create_temporary_object"](
            {
                "soul_id": params["soul_id"],
                "type": "ladder_of_leaves",
                "location_id": params["location_id"],
                "from_landmark_id": "wall_landmark",
                "to_landmark_id": "terrace",
                "duration": 600,
                "client_visual_config": {},
            }
        )
    )
    if reply.get("error"):
        return json.dumps({"error": reply["error"]})
    return json.dumps({"message": "Leaf by leaf a ladder grows."})
