def df_tool(params):
    import json

    move = external_apis["host_move_soul"]
    there = json.loads(external_apis["host_list_souls_in_location"]({"location_id": "garden"}))
    if params["location_id"] == "garden":
        return json.dumps({"error": "You are in the garden yourself."})
    for soul in there["souls"]:
        came = json.loads(move({"soul_id": soul["id"], "to_location_id": params["location_id"]}))
        if came["success"]:
            went = json.loads(move({"soul_id": params["soul_id"], "to_location_id": "garden"}))
            return json.dumps({"message": "The mirror blinks."} if went["success"] else went)
    return json.dumps({"error": "Nobody in the garden looks into the mirror."})
