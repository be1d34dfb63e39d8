using System.Text;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>
/// A Kubernetes API server as a state machine: objects, versions, watches, custom resources, in memory. Use it through
/// <see cref="CreateHandler"/> (no sockets, answers complete synchronously), through <see cref="ApiServerHost"/> (HTTP), or directly.
/// One lock guards the state. Bytes for watches are queued under it and handed over after it is left, on the thread of the change.
/// </summary>
public sealed class ApiServer
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ResourceRegistry _registry = new();
    private readonly ObjectDatabase _database = new();
    private readonly ObjectWriter _writer;
    private readonly ObjectRemover _remover;
    private readonly PatchRunner _patches;
    private readonly RequestDispatcher _dispatcher;

    /// <param name="time">Clock of timestamps, bookmarks, watch time-outs and delays.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public ApiServer(TimeProvider time, ApiServerOptions? options = null)
    {
        options ??= new ApiServerOptions();
        _time = time;
        Options = options;
        var random = new Random(options.Seed);
        foreach (var type in BuiltInResources.All(options.HistoryLimit))
        {
            _registry.Put(type);
        }

        _remover = new ObjectRemover(_database, _registry, time);
        _writer = new ObjectWriter(_database, _registry, options, time, random) { Remover = _remover, DefinitionStored = Serve };
        _patches = new PatchRunner(_writer, time);
        var reader = new ObjectReader(_database, options, time, random, Locked);
        _dispatcher = new RequestDispatcher(_registry, reader, _writer, _remover, _patches, new DiscoveryDocuments(_registry, options));
        Faults = new ApiServerFaults(this, new Random(options.Seed));
        foreach (var ns in options.Namespaces)
        {
            Apply(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = ns } });
        }
    }

    /// <summary>The settings the server was made with.</summary>
    public ApiServerOptions Options { get; }

    /// <summary>What goes wrong.</summary>
    public ApiServerFaults Faults { get; }

    /// <summary>What was asked.</summary>
    public RequestJournal Journal { get; } = new();

    /// <summary>The newest resource version.</summary>
    public long ResourceVersion => Locked(() => _database.Version);

    /// <summary>Number of open watches.</summary>
    public int WatchCount => Locked(() => Watches().Count());

    /// <summary>A client-side handler: every answer, but for delayed ones, is complete when the call returns.</summary>
    public HttpMessageHandler CreateHandler() => new ApiServerMessageHandler(this);

    /// <summary>Handles one request; the core of both skins. Completes synchronously unless a fault delays it.</summary>
    /// <exception cref="OperationCanceledException">The client gave up on a delayed answer.</exception>
    public async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellationToken = default)
    {
        var query = new RequestQuery(request.Query);
        var info = RequestRouter.Route(request, query);
        var record = Journal.Begin(_time.GetUtcNow(), info);
        var fault = Locked(() => Faults.Strike(info));
        switch (fault?.Kind)
        {
            case FaultKind.Refuse:
                record.Connection = ConnectionOutcome.Refused;
                return new ApiResponse { Connection = ConnectionOutcome.Refused };
            case FaultKind.Answer:
                return Finish(record, Failure(ApiErrors.Create(fault.Code, fault.Reason, "injected fault", RetryDetails(fault.RetryAfterSeconds))));
            case FaultKind.Delay:
                await Task.Delay(fault.Interval, _time, cancellationToken);
                break;
            case FaultKind.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
                break;
        }

        var response = Locked(() => Dispatch(request, info, query));
        if (fault?.Kind == FaultKind.LoseAnswer)
        {
            response.Stream?.Dispose();
            record.Connection = ConnectionOutcome.Lost;
            return new ApiResponse { Connection = ConnectionOutcome.Lost };
        }

        return Finish(record, BodyFaults.Apply(response, fault, _time, request.AsynchronousStreams));
    }

    /// <summary>Installs CRDs from YAML texts of one or more documents; other kinds in them are ignored.</summary>
    public void InstallCrds(IEnumerable<string> yaml)
    {
        foreach (var definition in yaml.SelectMany(YamlJson.ParseAll).Where(d => (string?)d["kind"] == "CustomResourceDefinition"))
        {
            Apply(definition);
        }
    }

    /// <summary>Creates or replaces the objects of a YAML text by server-side apply as <c>test</c>. Returns them as stored.</summary>
    /// <exception cref="ApiStatusException">The server refuses an object; those before it stay applied.</exception>
    public IReadOnlyList<JsonObject> Apply(string yaml) => [.. YamlJson.ParseAll(yaml).Select(Apply)];

    /// <summary>Creates or updates an object by forced server-side apply as <c>test</c>; a namespaced one without namespace goes to <c>default</c>.</summary>
    /// <exception cref="ApiStatusException">The server refuses the object.</exception>
    public JsonObject Apply(JsonObject obj) => Locked(() =>
    {
        var (type, version) = KindOf(obj);
        var metadata = Metadata.Of(obj);
        var ns = !type.Namespaced ? "" : Metadata.Text(metadata, "namespace") is { Length: > 0 } stated ? stated : "default";
        var info = new RequestInfo
        {
            Verb = "patch",
            Group = type.Group,
            Version = version.Name,
            Resource = type.Plural,
            Namespace = ns,
            Name = Metadata.Text(metadata, "name"),
            ContentType = PatchRunner.Apply,
        };
        var (applied, _) = _patches.Run(info, type, version, JsonText.Serialize(obj), WriteOptions.Direct("test"), force: true);
        return applied.Copy(version);
    });

    /// <summary>A copy of an object, or null. <paramref name="resource"/> is <c>plural</c> or <c>plural.group</c>.</summary>
    public JsonObject? Get(string resource, string ns, string name) => Locked(() =>
    {
        var type = TypeOf(resource);
        return type.Collection.Find(ns, name)?.Copy(type.StorageVersion);
    });

    /// <summary>Copies of all objects of a resource in key order, of one namespace or of all (empty).</summary>
    public IReadOnlyList<JsonObject> List(string resource, string ns = "") => Locked(() =>
    {
        var type = TypeOf(resource);
        return type.Collection.Objects.Where(o => ns.Length == 0 || o.Namespace == ns).Select(o => o.Copy(type.StorageVersion)).ToList();
    });

    /// <summary>Creates an object as a POST would.</summary>
    /// <exception cref="ApiStatusException">The server refuses it.</exception>
    public JsonObject Create(JsonObject obj) => Locked(() =>
    {
        var (type, version) = KindOf(obj);
        var ns = Metadata.Text(Metadata.Of(obj), "namespace") is { Length: > 0 } stated ? stated : "default";
        return _writer.Create(type, version, ns, (JsonObject)obj.DeepClone(), WriteOptions.Direct("test")).Copy(version);
    });

    /// <summary>Replaces an object as a PUT would; without a resource version the newest is assumed.</summary>
    /// <exception cref="ApiStatusException">The server refuses it.</exception>
    public JsonObject Update(JsonObject obj, string subresource = "") => Locked(() =>
    {
        var (type, version) = KindOf(obj);
        var copy = (JsonObject)obj.DeepClone();
        var metadata = Metadata.Of(copy);
        var current = Existing(type, Metadata.Text(metadata, "namespace"), Metadata.Text(metadata, "name"));
        metadata["resourceVersion"] ??= Metadata.Of(current.Json)["resourceVersion"]!.DeepClone();
        return _writer.Update(type, version, current, copy, WriteOptions.Direct("test") with { Subresource = subresource }).Copy(version);
    });

    /// <summary>Changes an object by a JSON merge patch.</summary>
    /// <exception cref="ApiStatusException">The server refuses it.</exception>
    public JsonObject Patch(string resource, string ns, string name, JsonObject mergePatch, string subresource = "") => Locked(() =>
    {
        var type = TypeOf(resource);
        var current = Existing(type, ns, name);
        var patched = MergePatch.Apply(current.Copy(type.StorageVersion), mergePatch);
        var write = WriteOptions.Direct("test") with { Subresource = subresource };
        return _writer.Update(type, type.StorageVersion, current, patched, write).Copy(type.StorageVersion);
    });

    /// <summary>Deletes an object; true when it is gone at once, false when finalizers hold it.</summary>
    /// <exception cref="ApiStatusException">404 when there is none.</exception>
    public bool Delete(string resource, string ns, string name) => Locked(() =>
    {
        var type = TypeOf(resource);
        return _remover.Delete(type, Existing(type, ns, name), DeleteOptions.Background).Gone;
    });

    /// <summary>Forgets the history: a watch or page from an older version now gets 410.</summary>
    public void Compact() => Locked(() =>
    {
        foreach (var collection in _registry.Types.Select(t => t.Collection).Distinct())
        {
            collection.Compact(_database.Version);
        }
    });

    internal IEnumerable<Watch> Watches() => _registry.Types.Select(t => t.Collection).Distinct().SelectMany(c => c.Watches)
        .Where(w => !w.Stream.IsEnded);

    internal void Touch(Watch watch) => _database.Touch(watch);

    internal void Locked(Action action) => _ = Locked(() =>
    {
        action();
        return true;
    });

    internal T Locked<T>(Func<T> action)
    {
        IReadOnlyList<Watch> touched = [];
        try
        {
            lock (_gate)
            {
                try
                {
                    return action();
                }
                finally
                {
                    touched = _database.TakeTouchedWatches();
                }
            }
        }
        finally
        {
            foreach (var watch in touched)
            {
                watch.Stream.Signal();
            }
        }
    }

    private ApiResponse Dispatch(ApiRequest request, RequestInfo info, RequestQuery query)
    {
        try
        {
            return _dispatcher.Dispatch(request, info, query);
        }
        catch (ApiStatusException e)
        {
            return Failure(e);
        }
    }

    private static ApiResponse Failure(ApiStatusException e) => e.IsUnknownPath ? new ApiResponse
    {
        Status = e.Code,
        ContentType = "text/plain; charset=utf-8",
        Body = [Encoding.UTF8.GetBytes(e.Message + "\n")],
    }
    : new ApiResponse
    {
        Status = e.Code,
        Body = [JsonText.Serialize(e.Status)],
        RetryAfterSeconds = e.RetryAfterSeconds,
    };

    private static JsonObject? RetryDetails(int? seconds) => seconds is null ? null : new JsonObject { ["retryAfterSeconds"] = seconds };

    private static ApiResponse Finish(RequestRecord record, ApiResponse response)
    {
        record.Status = response.Status;
        return response;
    }

    private void Serve(JsonObject definition)
    {
        var spec = (JsonObject)definition["spec"]!;
        var existing = _registry.Find(Metadata.Text(spec, "group"), Metadata.Text((JsonObject)spec["names"]!, "plural"));
        var type = DefinitionReader.Read(definition, existing?.Collection ?? new ObjectCollection(Options.HistoryLimit, _database.Version));
        _registry.Put(type);
        _database.EndWatches(type.Collection, watch => type.Version(watch.Request.Version) is null);
    }

    private ResourceType TypeOf(string resource)
    {
        var dot = resource.IndexOf('.', StringComparison.Ordinal);
        return _registry.Find(dot < 0 ? "" : resource[(dot + 1)..], dot < 0 ? resource : resource[..dot])
            ?? throw new ArgumentException($"no resource \"{resource}\" is served", nameof(resource));
    }

    private (ResourceType Type, ServedVersion Version) KindOf(JsonObject obj)
    {
        var (apiVersion, kind) = (Metadata.Text(obj, "apiVersion"), Metadata.Text(obj, "kind"));
        return _registry.FindKind(apiVersion, kind)
            ?? throw new ArgumentException($"no kind \"{kind}\" of \"{apiVersion}\" is served", nameof(obj));
    }

    private static StoredObject Existing(ResourceType type, string ns, string name) =>
        type.Collection.Find(ns, name) ?? throw ApiErrors.NotFound(type, name);
}
