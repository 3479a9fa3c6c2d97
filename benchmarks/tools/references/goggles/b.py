def df_tool(params):
    import json

    things = json.loads(
        external_apis["host_list_environment_objects"]({"location_id": params["location_id"]})
    )["objects"]
    hidden = [thing for thing in things if thing["details"].get("hidden")]
    if not hidden:
        return json.dumps({"error": "The goggles show nothing but the plain room."})
    for thing in hidden:
        external_apis["host_apply_effect_on_environment_object"](
            {"object_id": thing["id"], "effect_details": {"hidden": False}}
        )
    return json.dumps({"message": "Letters begin to glow on the wall."})
