def df_tool(params):
    import json

    here = json.loads(
        external_apis["host_get_location_data"]({"location_id": params["location_id"]})
    )
    if here.get("light") != "dark":
        return json.dumps({"error": f"{here['name']} is light enough."})
    external_apis["host_create_temporary_object"](
        {
            "soul_id": params["soul_id"],
            "type": "torch",
            "location_id": here["id"],
            "to_landmark_id": "way_to_hall",
            "duration": 120,
            "client_visual_config": {"spans": False},
        }
    )
    external_apis["host_set_light"](
        {"location_id": here["id"], "value": "torchlit", "duration": 120}
    )
    return json.dumps({"message": "Shadows dance on the walls."})
