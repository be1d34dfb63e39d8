using System.Globalization;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>MCP servers (contract §10 and §17): listed from memory; the read by id goes to the database and dials the server.</summary>
internal sealed class McpServerArea(LiteLLMWorld world) : Area
{
    private const string Path = "/v1/mcp/server";

    private static readonly TimeSpan DialTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DialRefused = TimeSpan.FromMilliseconds(5);

    private readonly McpServerWriter writer = new(world);

    public MemoryTable Table { get; } = new();

    /// <summary>Whether servers neither answer nor refuse, so that dialling one takes its whole time.</summary>
    public bool ServersHang { get; set; }

    public override IEnumerable<Route> Routes =>
    [
        new("POST", Path, RouteAccess.Admin, Create),
        new("PUT", Path, RouteAccess.Admin, Update),
        new("GET", Path, RouteAccess.AnyKey, List),
        new("GET", Path + "/health", RouteAccess.AnyKey, Health),
        new("GET", Path + "/{id}", RouteAccess.AnyKey, Read),
        new("DELETE", Path + "/{id}", RouteAccess.Admin, Delete),
        new("GET", "/v1/mcp/access_groups", RouteAccess.AnyKey, AccessGroups),
        new("GET", "/v1/mcp/registry.json", RouteAccess.AnyKey, _ => Errors.PlainDetail(404, "MCP registry is not enabled")),
    ];

    public override void Wipe() => Table.Clear(world.Now);

    public override void Dump(JsonObject target)
    {
        var rows = new JsonArray();
        foreach (var row in Table.Rows.OrderBy(row => row.IdIsMinted ? "~" + row.Text("server_name") : row.Id, StringComparer.Ordinal))
        {
            rows.Add((JsonNode)Shown(row, row.Body, row.IdIsMinted ? null : row.Id));
        }

        if (rows.Count > 0)
        {
            target["mcp_servers"] = rows;
        }
    }

    /// <summary>The row that a create request describes; throws the answer when it describes none.</summary>
    public StoredRow NewRow(JsonObject body, DateTimeOffset now)
    {
        var id = Json.Text(Columns.Of(ColumnKind.Text, body["server_id"], "server_id"));
        return id is not null && Table.Find(id) is not null
            ? throw new ReplyException(Errors.Detail(400, $"MCP Server with id {id} already exists. Cannot create another."))
            : new StoredRow(id ?? world.NewId(), writer.Created(body), now, now) { IdIsMinted = id is null };
    }

    private Reply Create(Exchange exchange)
    {
        var row = NewRow(exchange.Object(), exchange.Now);
        Table.Put(row, exchange.Now, exchange.Replica.Index, exchange.SkipMemory);
        return Reply.Json(201, Answer(row));
    }

    private Reply Update(Exchange exchange)
    {
        var body = exchange.Object();
        var id = Columns.Required(body, "server_id");
        McpServerWriter.CheckTransport(body);
        if (Table.Find(id) is not { } row)
        {
            return Errors.Detail(404, $"MCP Server not found, passed server_id={id}");
        }

        var changed = row with { Body = writer.Updated(row.Body, body), UpdatedAt = exchange.Now };
        Table.Put(changed, exchange.Now, exchange.Replica.Index, exchange.SkipMemory);
        return Reply.Json(202, Answer(changed));
    }

    private Reply Delete(Exchange exchange)
    {
        var id = exchange.Value("id");
        return Table.Remove(id, exchange.Now, exchange.Replica.Index, exchange.SkipMemory)
            ? Reply.Empty(202)
            : Errors.Detail(404, $"MCP Server not found, passed server_id={id}");
    }

    private Reply List(Exchange exchange)
    {
        var rows = new JsonArray();
        foreach (var row in Config().Concat(Table.InMemory(exchange.Replica, exchange.Stale)))
        {
            rows.Add((JsonNode)Listed(row, exchange.Now));
        }

        return Reply.Ok(rows);
    }

    private Reply Read(Exchange exchange)
    {
        var id = exchange.Value("id");
        var found = Table.Find(id);
        if (found is null && world.Version.AtLeast(1, 84))
        {
            found = Config().Concat(Table.Rows).FirstOrDefault(row => row.Id == id || row.Text("alias") == id || row.Text("server_name") == id);
        }

        if (found is null)
        {
            return Errors.Detail(404, $"MCP Server with id {id} not found");
        }

        var answer = Answer(found);
        answer["status"] = "unhealthy";
        answer["last_health_check"] = exchange.Now.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        answer["health_check_error"] = ServersHang ? "Health check timed out after 10 seconds" : "Connection refused";
        return Reply.Ok(answer) with { Delay = ServersHang ? DialTimeout : DialRefused };
    }

    private Reply Health(Exchange exchange)
    {
        var asked = exchange.Query("server_ids")?.Split(',');
        var rows = new JsonArray();
        foreach (var row in Table.Rows.Where(row => asked is null || asked.Contains(row.Id)))
        {
            rows.Add((JsonNode)new JsonObject { ["server_id"] = row.Id, ["status"] = "unhealthy" });
        }

        return Reply.Ok(rows) with { Delay = ServersHang ? DialTimeout : DialRefused };
    }

    private Reply AccessGroups(Exchange exchange)
    {
        var groups = Table.InMemory(exchange.Replica, exchange.Stale).SelectMany(row => row.Body["mcp_access_groups"] as JsonArray ?? []).Select(Json.Text).OfType<string>();
        return Reply.Ok(new JsonObject { ["access_groups"] = Json.Strings(groups.Distinct(StringComparer.Ordinal)) });
    }

    /// <summary>The servers of the configuration file: in the list only, under an id made of their names.</summary>
    private IEnumerable<StoredRow> Config() => world.Options.ConfigMcpServers.Select(body => new StoredRow(
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Json.Text(body["server_name"]) ?? "")))[..32],
        writer.Created(body),
        default,
        default)
    {
        FromConfig = true,
    });

    /// <summary>As memory shows it: the times are those of the request, and the description of <c>mcp_info</c> wins.</summary>
    private static JsonObject Listed(StoredRow row, DateTimeOffset now)
    {
        var shown = Shown(row, row.Body, row.Id);
        shown["credentials"] = null;
        shown["description"] = (row.Body["mcp_info"] as JsonObject)?["description"]?.DeepClone() ?? row.Body["description"]?.DeepClone();
        var time = now.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        shown["created_at"] = time;
        shown["updated_at"] = time;
        shown["created_by"] = null;
        shown["updated_by"] = null;
        shown["status"] = null;
        shown["last_health_check"] = null;
        shown["health_check_error"] = null;
        shown["teams"] = new JsonArray();
        return shown;
    }

    private static JsonObject Answer(StoredRow row)
    {
        var shown = Shown(row, row.Body, row.Id);
        shown["credentials"] = null;
        shown["created_at"] = Time(row.CreatedAt);
        shown["updated_at"] = Time(row.UpdatedAt);
        shown["created_by"] = "default_user_id";
        shown["updated_by"] = "default_user_id";
        return shown;
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'000Z'", CultureInfo.InvariantCulture);

    private static JsonObject Shown(StoredRow row, JsonObject body, string? id)
    {
        var shown = new JsonObject { ["server_id"] = id };
        foreach (var (key, value) in body)
        {
            shown[key] = value?.DeepClone();
        }

        return shown;
    }
}
