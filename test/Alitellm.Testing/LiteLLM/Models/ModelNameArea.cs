using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Lists by public name: the OpenAI-style list and the model groups.</summary>
internal sealed class ModelNameArea : Area
{
    /// <summary>The creation time LiteLLM gives every entry.</summary>
    private const int Created = 1677610602;

    public override IEnumerable<Route> Routes =>
    [
        new("GET", "/v1/models", RouteAccess.AnyKey, List),
        new("GET", "/models", RouteAccess.AnyKey, List),
        new("GET", "/v1/models/{name*}", RouteAccess.AnyKey, One),
        new("GET", "/models/{name*}", RouteAccess.AnyKey, One),
        new("GET", "/model_group/info", RouteAccess.AnyKey, Groups),
    ];

    private Reply List(Exchange exchange)
    {
        if (exchange.Query("team_id") is { } team)
        {
            return Errors.Detail(404, $"Team doesn't exist in db. Team={team}.");
        }

        var names = new List<string>();
        if (!exchange.Flag("only_model_access_groups"))
        {
            names.AddRange(exchange.Visible.Select(row => row.ModelName).Distinct());
            names.AddRange(exchange.Replica.Router.Aliases.Where(alias => !alias.Hidden).Select(alias => alias.Name));
            if (exchange.Flag("include_model_access_groups"))
            {
                names.AddRange(exchange.Visible.SelectMany(AccessGroupArea.LabelsOf));
            }
        }

        var data = new JsonArray();
        foreach (var name in names.Distinct())
        {
            data.Add((JsonNode)Entry(name));
        }

        return Reply.Ok(new JsonObject { ["data"] = data, ["object"] = "list" });
    }

    private Reply One(Exchange exchange)
    {
        var name = exchange.Value("name");
        return exchange.Visible.Any(row => row.ModelName == name)
            ? Reply.Ok(Entry(name))
            : Errors.Detail(404, $"The model `{name}` does not exist");
    }

    private Reply Groups(Exchange exchange)
    {
        var wanted = exchange.Query("model_group");
        var data = new JsonArray();
        foreach (var group in exchange.Visible.Where(row => wanted is null || row.ModelName == wanted).GroupBy(row => row.ModelName))
        {
            data.Add((JsonNode)new JsonObject
            {
                ["model_group"] = group.Key,
                ["providers"] = Json.Strings(group.Select(row => ModelProviders.Of(row.LitellmParams)!).Distinct()),
                ["mode"] = "chat",
            });
        }

        return Reply.Ok(new JsonObject { ["data"] = data });
    }

    private static JsonObject Entry(string name)
        => new() { ["id"] = name, ["object"] = "model", ["created"] = Created, ["owned_by"] = "openai" };
}
