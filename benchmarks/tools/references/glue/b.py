def df_tool(params):
    import json

    listed = json.loads(
        external_apis["host_list_environment_objects"]({"location_id": params["location_id"]})
    )
    for thing in listed["objects"]:
        if thing["details"].get("broken"):
            mended = {**thing["details"], "broken": False, "mended_by": params["soul_id"]}
            external_apis["host_apply_effect_on_environment_object"](
                {"object_id": thing["id"], "effect_details": mended}
            )
            return f"The glue sets, and the {thing['type']} is whole."
    return json.dumps({"error": "You find nothing that is broken."})
