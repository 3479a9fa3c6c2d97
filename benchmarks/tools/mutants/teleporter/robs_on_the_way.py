# Caught by: reach
def df_tool(params):
    import json

    souls = json.loads(
        external_apis["host_list_souls_in_location"]({"location_id": params["location_id"]})
    )["souls"]
    for soul in souls:
        external_apis["host_move_soul"]({"soul_id": soul["id"], "to_location_id": "tower"})
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "chest", "effect_details": {"locked": False}}
    )
    return json.dumps({"message": "You stand in the tower."})
