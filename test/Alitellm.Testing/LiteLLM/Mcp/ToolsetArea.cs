using System.Globalization;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Toolsets (contract §17): read from the database; older versions have no such routes.</summary>
internal sealed class ToolsetArea(LiteLLMWorld world) : Area
{
    private const string Path = "/v1/mcp/toolset";

    public MemoryTable Table { get; } = new();

    public override IEnumerable<Route> Routes =>
    [
        new("POST", Path, RouteAccess.Admin, Since(Create)),
        new("PUT", Path, RouteAccess.Admin, Since(Update)),
        new("GET", Path, RouteAccess.AnyKey, Since(List)),
        new("GET", Path + "/{id}", RouteAccess.AnyKey, Since(Read)),
        new("DELETE", Path + "/{id}", RouteAccess.Admin, Since(Delete)),
    ];

    public override void Wipe() => Table.Clear(world.Now);

    public override void Dump(JsonObject target)
    {
        var rows = new JsonArray();
        foreach (var row in Table.Rows.OrderBy(row => row.Text("toolset_name"), StringComparer.Ordinal))
        {
            rows.Add(row.Body.DeepClone());
        }

        if (rows.Count > 0)
        {
            target["toolsets"] = rows;
        }
    }

    /// <summary>The row that a create request describes; throws the answer when it describes none.</summary>
    public StoredRow NewRow(JsonObject body, DateTimeOffset now)
    {
        var name = Columns.Required(body, "toolset_name");
        RefuseTaken(name, except: null);
        var row = new JsonObject
        {
            ["toolset_name"] = name,
            ["description"] = Columns.Of(ColumnKind.Text, body["description"], "description"),
            ["tools"] = Tools(body["tools"]) ?? [],
        };
        return new StoredRow(world.NewId(), row, now, now) { IdIsMinted = true };
    }

    private Func<Exchange, Reply> Since(Func<Exchange, Reply> handle) => exchange => world.Version.AtLeast(1, 93) ? handle(exchange) : Errors.NotFound;

    private Reply Create(Exchange exchange)
    {
        var row = NewRow(exchange.Object(), exchange.Now);
        Table.Put(row, exchange.Now, exchange.Replica.Index);
        return Reply.Json(201, Shown(row));
    }

    private Reply Update(Exchange exchange)
    {
        var body = exchange.Object();
        var id = Columns.Required(body, "toolset_id");
        var (name, description, tools) = (Columns.Of(ColumnKind.Text, body["toolset_name"], "toolset_name"), Columns.Of(ColumnKind.Text, body["description"], "description"), Tools(body["tools"]));
        if (Table.Find(id) is not { } row)
        {
            return Errors.Detail(404, $"Toolset {id} not found");
        }

        RefuseTaken(Json.Text(name), except: id);
        var changed = (JsonObject)row.Body.DeepClone();
        Json.Merge(changed, new JsonObject { ["toolset_name"] = name, ["description"] = description, ["tools"] = tools });
        var updated = row with { Body = changed, UpdatedAt = exchange.Now };
        Table.Put(updated, exchange.Now, exchange.Replica.Index);
        return Reply.Json(202, Shown(updated));
    }

    private Reply List(Exchange exchange)
    {
        var rows = new JsonArray();
        foreach (var row in exchange.Stale ? Table.InMemory(exchange.Replica, stale: true) : Table.Rows)
        {
            rows.Add((JsonNode)Shown(row));
        }

        return Reply.Ok(rows);
    }

    private Reply Read(Exchange exchange)
        => Table.Find(exchange.Value("id")) is { } row ? Reply.Ok(Shown(row)) : Errors.Detail(404, $"Toolset {exchange.Value("id")} not found");

    /// <summary>A row that is gone is an error of the server, as if the database had failed.</summary>
    private Reply Delete(Exchange exchange)
        => Table.Remove(exchange.Value("id"), exchange.Now, exchange.Replica.Index)
            ? Reply.Json(202, new JsonObject { ["message"] = "Toolset deleted" })
            : Errors.Detail(500, "Error deleting MCP toolset");

    private void RefuseTaken(string? name, string? except)
    {
        if (name is not null && Table.Rows.Any(row => row.Text("toolset_name") == name && row.Id != except))
        {
            throw new ReplyException(Errors.Detail(409, $"Toolset '{name}' already exists"));
        }
    }

    private static JsonArray? Tools(JsonNode? sent)
    {
        if (sent is null)
        {
            return null;
        }

        if (sent is not JsonArray list)
        {
            throw new ReplyException(Errors.Invalid("list_type", "Input should be a valid list", sent, "body", "tools"));
        }

        var tools = new JsonArray();
        for (var index = 0; index < list.Count; index++)
        {
            if (list[index] is not JsonObject tool || Json.Text(tool["server_id"]) is not { } server || Json.Text(tool["tool_name"]) is not { } name)
            {
                throw new ReplyException(Errors.Missing(list[index], "body", "tools", index.ToString(CultureInfo.InvariantCulture), "tool_name"));
            }

            tools.Add((JsonNode)new JsonObject { ["server_id"] = server, ["tool_name"] = name });
        }

        return tools;
    }

    private static JsonObject Shown(StoredRow row)
    {
        var shown = new JsonObject { ["toolset_id"] = row.Id };
        Json.DeepMerge(shown, row.Body);
        shown["created_at"] = row.CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'000Z'", CultureInfo.InvariantCulture);
        shown["updated_at"] = row.UpdatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'000Z'", CultureInfo.InvariantCulture);
        shown["created_by"] = "default_user_id";
        shown["updated_by"] = "default_user_id";
        return shown;
    }
}
