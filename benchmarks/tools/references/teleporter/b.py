def df_tool(params):
    import json

    move = external_apis["host_move_soul"]
    me = json.loads(move({"soul_id": params["soul_id"], "to_location_id": "tower"}))
    if me.get("error"):
        return json.dumps({"error": me["error"]})
    others = json.loads(
        external_apis["host_list_souls_in_location"]({"location_id": params["location_id"]})
    )["souls"]
    companions = (one for one in others if one["id"] != params["soul_id"])
    for one in companions:
        if json.loads(move({"soul_id": one["id"], "to_location_id": "tower"}))["success"]:
            return f"You and {one['name']} step out of the air beneath the bell."
    return json.dumps({"error": "The teleporter is for two."})
