using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>
/// A LiteLLM proxy as a state machine: one database, one or more processes with memories of their own, and the admin REST API in front.
/// All skins drive the same machine. Handlers run one at a time; only latencies, gaps and hangs take (virtual) time.
/// </summary>
public sealed partial class LiteLLMWorld
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly Random random;
    private readonly RouteTable routes = new();
    private readonly List<Area> areas;
    private readonly ModelArea models;
    private readonly UnifiedAccessGroupArea accessGroups;
    private readonly KeyCheck keys;
    private readonly Replica[] replicas;
    private int nextReplica;
    private DateTimeOffset writesDone;

    /// <param name="time">The clock of everything, reloads and delays included.</param>
    /// <param name="options">Null for the defaults.</param>
    public LiteLLMWorld(TimeProvider time, LiteLLMWorldOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        this.time = time;
        Options = options ?? new LiteLLMWorldOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.Replicas, 1, nameof(options));
        random = new Random(Options.Seed);
        VersionText = Options.Version;
        Version = LiteLLMVersion.Parse(VersionText);
        keys = new KeyCheck(Options.MasterKey, Options.VirtualKeys);
        Journal = new LiteLLMJournal(gate);
        Faults = new LiteLLMFaults(gate, time, new Random(Options.Seed + 1));
        RowWriter = new ModelRowWriter(Options.Licensed, random);
        models = new ModelArea(this);
        guardrails = new GuardrailArea(this);
        accessGroups = new UnifiedAccessGroupArea(this);
        areas =
        [
            models, new ModelReadArea(this), new ModelNameArea(), new AccessGroupArea(this), new RouterSettingsArea(this), new HealthArea(this),
            new TeamArea(this), new TeamReadArea(this), accessGroups,
            new McpServerArea(this), new ToolsetArea(this), new AgentArea(this), guardrails,
        ];
        foreach (var route in areas.SelectMany(area => area.Routes))
        {
            routes.Add(route);
        }

        replicas = CreateReplicas();
        SetConfigGuardrails(Options.ConfigGuardrails);
    }

    public LiteLLMFaults Faults { get; }

    public LiteLLMJournal Journal { get; }

    /// <summary>What <c>POST /key/health</c> answers.</summary>
    public LiteLLMKeyHealth KeyHealth { get; set; }

    /// <summary>Whether readiness finds its database.</summary>
    public bool DatabaseIsHealthy { get; set; } = true;

    internal LiteLLMWorldOptions Options { get; }

    internal LiteLLMVersion Version { get; private set; }

    internal string VersionText { get; private set; }

    internal ModelTable Table { get; } = new();

    internal RouterSettingsStore RouterSettings { get; } = new();

    internal ModelRowWriter RowWriter { get; }

    internal DateTimeOffset Now => time.GetUtcNow();

    internal TimeSpan GapAfterReload => Version.ReconcilesOnReload ? TimeSpan.Zero : Options.ServingGap;

    internal Lock Gate => gate;

    internal TimeProvider Time => time;

    /// <summary>The in-memory skin. Answers complete synchronously unless a latency, gap or hang is set.</summary>
    /// <param name="replica">The process to talk to, or -1 to go round all of them.</param>
    public HttpMessageHandler CreateHandler(int replica = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(replica, replicas.Length);
        return new InMemoryHandler((request, cancellationToken) => SendAsync(request, replica, cancellationToken));
    }

    /// <summary>Rotates the admin key at once, everywhere.</summary>
    public void SetMasterKey(string masterKey)
    {
        lock (gate)
        {
            keys.MasterKey = masterKey;
        }
    }

    /// <summary>The proxy is upgraded or downgraded: another version, same database, fresh memories.</summary>
    public void SetVersion(string version)
    {
        lock (gate)
        {
            Version = LiteLLMVersion.Parse(version);
            VersionText = version;
            RestartAll();
        }
    }

    internal void OpenGap(Replica replica, TimeSpan gap)
    {
        if (gap > TimeSpan.Zero)
        {
            replica.EmptyUntil = Now + gap;
        }
    }

    /// <summary>A version 4 UUID from the world's seed.</summary>
    internal string NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private Replica[] CreateReplicas()
    {
        var now = Now;
        var config = Options.ConfigModels.Select(body => ConfigRow(body, now)).ToList();
        return
        [
            .. Enumerable.Range(0, Options.Replicas).Select(index => new Replica(
                index,
                new ModelView(Table, config),
                new ModelView(Table, config),
                new RouterState(RouterSettings, Options.ConfigRouterSettings),
                Options.ReloadInterval,
                now + Options.ReloadInterval + (Options.ReloadInterval * ((double)index / Options.Replicas)))),
        ];
    }

    private ModelRow ConfigRow(JsonObject body, DateTimeOffset now)
    {
        var row = models.NewRow(body, now);
        return new ModelRow
        {
            Id = row.Id,
            ModelName = row.ModelName,
            LitellmParams = row.LitellmParams,
            ModelInfo = row.ModelInfo,
            CreatedAt = now,
            UpdatedAt = now,
            FromConfig = true,
            IdIsMinted = row.IdIsMinted,
        };
    }

    private void RestartAll()
    {
        foreach (var replica in replicas)
        {
            replica.Restart(Now);
        }
    }
}
