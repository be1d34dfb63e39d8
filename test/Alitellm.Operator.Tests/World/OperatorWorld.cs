using System.Text.Json.Nodes;
using Alitellm.Operator.Hosting;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Tests.World.Discovery;
using Alitellm.Testing.Clocks;
using Alitellm.Testing.Kubernetes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Operator.Tests.World;

/// <summary>
/// A cluster, LiteLLM proxies and real operators in one process, without sockets and without real time. Everything runs on the calling
/// thread and is driven by one seed.
/// </summary>
internal sealed class OperatorWorld : IDisposable
{
    public const string Host = "litellm.default.svc";
    public const string Endpoint = $"http://{Host}:4000";
    public const string Instance = "test/alitellm-operator";

    private readonly VirtualPump _pump;
    private readonly WorldOptions _options;
    private readonly Dictionary<string, (LiteLLMWorld World, HttpMessageInvoker Invoker)> _proxies = new(StringComparer.Ordinal);
    private readonly List<OperatorInstance> _operators = [];

    public OperatorWorld(WorldOptions? options = null)
    {
        _options = options ?? new WorldOptions();
        _pump = new VirtualPump(Time);
        OperatorTime = new SkewedTime(Time);
        Provider = new ScriptedProvider(Time);
        Kubernetes = new ApiServer(Time, new ApiServerOptions { Seed = _options.Seed, CreateMissingNamespaces = true });
        Kubernetes.InstallCrds(RepositoryFiles.Crds);
        LiteLLM = AddProxy(Host, _options.LiteLLM with { Seed = HashCode(_options.Seed, 1) });
        if (_options.WithConnection)
        {
            Apply(Objects.Secret("litellm", "master-key", _options.LiteLLM.MasterKey));
            Apply(Objects.Connection(spec: _options.ConnectionSpec));
        }
    }

    /// <summary>The clock of the cluster and of the proxies.</summary>
    public VirtualTime Time { get; } = new();

    /// <summary>The clock of the machine the operators run on.</summary>
    public SkewedTime OperatorTime { get; }

    public ApiServer Kubernetes { get; }

    /// <summary>The proxy behind <see cref="Endpoint"/>.</summary>
    public LiteLLMWorld LiteLLM { get; }

    /// <summary>What answers to discoveries, whatever host they ask.</summary>
    public ScriptedProvider Provider { get; }

    public IReadOnlyList<OperatorInstance> Operators => _operators;

    /// <summary>The operator started last.</summary>
    public OperatorInstance Operator => _operators[^1];

    /// <summary>A further proxy under a host name of its own.</summary>
    public LiteLLMWorld AddProxy(string host, LiteLLMWorldOptions options)
    {
        var world = new LiteLLMWorld(Time, options);
        _proxies[host] = (world, new HttpMessageInvoker(world.CreateHandler()));
        return world;
    }

    public HttpMessageHandler LiteLLMHandler()
    {
        return new HostHandler(host => _proxies.TryGetValue(host, out var proxy) ? proxy.Invoker : null);
    }

    /// <summary>Starts a further operator.</summary>
    public OperatorInstance Start(string identity = "a", Func<OperatorOptions, OperatorOptions>? configure = null)
    {
        var options = _options.Operator(new OperatorOptions { Identity = identity, InstanceId = Instance, WatchNamespaces = _options.Namespaces });
        var instance = new OperatorInstance(this, _pump, configure?.Invoke(options) ?? options, new Random(HashCode(_options.Seed, _operators.Count)), _options.Scraped);
        _operators.Add(instance);
        instance.Start();
        return instance;
    }

    /// <summary>Starts an operator and lets it come to rest.</summary>
    public OperatorWorld Started()
    {
        Start();
        Run(TimeSpan.FromMinutes(2));
        return this;
    }

    public void Run(TimeSpan duration)
    {
        _pump.Run(duration);
        foreach (var failed in _operators.Where(instance => instance.Failure is not null))
        {
            throw new InvalidOperationException($"operator {failed.Options.Identity} died", failed.Failure);
        }
    }

    public void Seconds(double seconds)
    {
        Run(TimeSpan.FromSeconds(seconds));
    }

    public void Minutes(double minutes)
    {
        Run(TimeSpan.FromMinutes(minutes));
    }

    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        return _pump.RunUntil(condition, limit);
    }

    public JsonObject Apply(JsonObject manifest)
    {
        JsonObject? applied = null;
        _pump.Do(() => applied = Kubernetes.Apply(manifest));
        return applied!;
    }

    public void Delete(string resource, string name, string ns = "default")
    {
        _pump.Do(() => Kubernetes.Delete(resource, ns, name));
    }

    public void DeleteModel(string name, string ns = "default")
    {
        Delete("litellmmodels.litellm.ackstorm.ai", name, ns);
    }

    public void Annotate(string name, string key, string? value, string ns = "default")
    {
        _pump.Do(() => Kubernetes.Patch("litellmmodels.litellm.ackstorm.ai", ns, name, new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [key] = value } } }));
    }

    public void Do(Action action)
    {
        _pump.Do(action);
    }

    public JsonObject? Model(string name, string ns = "default")
    {
        return Kubernetes.Get("litellmmodels.litellm.ackstorm.ai", ns, name);
    }

    public JsonObject? Connection(string name = "default", string ns = "default")
    {
        return Kubernetes.Get("litellmconnections.litellm.ackstorm.ai", ns, name);
    }

    /// <summary>Status and reason of a model's Ready condition, for example <c>True/Synced</c>.</summary>
    public string Ready(string name, string ns = "default")
    {
        return Condition(Model(name, ns), "Ready");
    }

    public static string Condition(JsonObject? resource, string type)
    {
        if (resource is null)
        {
            return "gone";
        }

        var condition = resource["status"]?["conditions"]?.AsArray().FirstOrDefault(entry => (string?)entry!["type"] == type);
        return condition is null ? "none" : $"{condition["status"]}/{condition["reason"]}";
    }

    public static string Message(JsonObject? resource, string type = "Ready")
    {
        return (string?)resource?["status"]?["conditions"]?.AsArray().FirstOrDefault(entry => (string?)entry!["type"] == type)?["message"] ?? "";
    }

    /// <summary>The id the operator chooses for a model.</summary>
    public static string IdOf(string name, string ns = "default", string connection = "default")
    {
        return DeterministicId.ForModel(Instance, connection, ns, name);
    }

    /// <summary>The row of a model in LiteLLM's database.</summary>
    public ModelRow? Row(string name, string ns = "default")
    {
        return LiteLLM.FindModel(IdOf(name, ns));
    }

    public IReadOnlyList<ModelRow> Rows(string name)
    {
        return [.. LiteLLM.Models.Where(row => row.ModelName == name)];
    }

    /// <summary>From now on journals count.</summary>
    public void ForgetJournals()
    {
        Kubernetes.Journal.Clear();
        foreach (var (world, _) in _proxies.Values)
        {
            world.Journal.Clear();
        }
    }

    /// <summary>What was asked of both sides and what the operators had to say, for a failed assertion.</summary>
    public string Describe()
    {
        var kubernetes = Kubernetes.Journal.Records.Where(record => record.Request.IsWrite && record.Request.Resource is not ("leases" or "events"))
            .Select(record => (record.Time, Text: $"K8s {record.Request.Verb} {record.Request.Path} {record.Request.Subresource} {record.Status} {record.Connection} by {record.Request.UserAgent}"));
        var proxies = _proxies.SelectMany(proxy => proxy.Value.World.Journal.Calls.Select(call => (Time: call.Arrived, Text: $"{proxy.Key} {call} {call.Subject} {call.Fault} {call.Outcome}")));
        var lines = kubernetes.Concat(proxies).OrderBy(line => line.Time).Select(line => $"{line.Time:HH:mm:ss.fff} {line.Text}");
        var logs = _operators.SelectMany(instance => instance.Log.Of(Microsoft.Extensions.Logging.LogLevel.Information).Select(line => $"{instance.Options.Identity}: {line}"));
        var models = Kubernetes.List("litellmmodels.litellm.ackstorm.ai").Select(model => model.ToJsonString());
        return string.Join('\n', lines.TakeLast(200).Concat(logs.TakeLast(60)).Concat(models));
    }

    public void Dispose()
    {
        foreach (var instance in _operators)
        {
            if (instance.IsRunning)
            {
                instance.Kill();
            }

            instance.Dispose();
        }
    }

    private static int HashCode(int seed, int index)
    {
        return unchecked((seed * 7919) + index);
    }
}
