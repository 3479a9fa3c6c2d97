# Caught by: another soul
def df_tool(params):
    import json

    external_apis["host_move_soul"](
        {"soul_id": "soul_ben", "to_location_id": params["location_id"]}
    )
    reply = json.loads(
        external_apis["host_move_soul"]({"soul_id": "soul_ada", "to_location_id": "garden"})
    )
    return json.dumps({"message": "You have changed places."} if reply["success"] else reply)
