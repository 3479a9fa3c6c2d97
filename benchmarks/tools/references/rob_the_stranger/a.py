def df_tool(params):
    import json

    bag = json.loads(external_apis["host_get_inventory"]({"soul_id": "soul_cyd"}))
    if not bag["success"]:
        return json.dumps({"message": "The magnet hums, but Cyd holds on to what is hers."})
    return json.dumps({"message": "Cyd shows you her pockets: take nothing without asking."})
