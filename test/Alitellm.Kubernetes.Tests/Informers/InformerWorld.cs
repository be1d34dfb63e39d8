using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using Alitellm.Kubernetes.Tests.Client;
using Alitellm.Testing.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Alitellm.Kubernetes.Tests.Informers;

/// <summary>An informer of things on an in-memory API server: everything happens on the test's thread when the test moves the clock or the server.</summary>
internal sealed class InformerWorld : IDisposable
{
    private readonly SynchronizationContext? _context = SynchronizationContext.Current;
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpMessageHandler _handler;

    /// <param name="served">Whether the server has the kind from the start.</param>
    public InformerWorld(InformerOptions? options = null, bool served = true)
    {
        // Without a context nothing is posted: what the server signals has happened when its call returns.
        SynchronizationContext.SetSynchronizationContext(null);
        Server = new ApiServer(Time, new ApiServerOptions { CreateMissingNamespaces = true });
        if (served)
        {
            Serve();
        }

        _handler = Server.CreateHandler();
        Connection = KubernetesConnection.ForHandler(_handler, "tester/1", Time);
        Informer = new(Connection, Things.Type, options ?? new InformerOptions([]), Time, NullLoggerFactory.Instance, new Random(1));
        Informer.OnUndecodable += Undecodable.Add;
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public ApiServer Server { get; }

    public KubernetesConnection Connection { get; }

    public Informer<Thing> Informer { get; }

    /// <summary>What the first subscriber heard, as <c>+name</c>, <c>~name</c>, <c>-name</c>; initial ones end in <c>!</c>.</summary>
    public List<string> Heard { get; } = [];

    public List<UndecodableObject> Undecodable { get; } = [];

    public Task Run { get; private set; } = Task.CompletedTask;

    public IReadOnlyList<string> Names => [.. Informer.List().Select(t => t.Metadata.Name).Order(StringComparer.Ordinal)];

    public int Lists => Server.Journal.Count("list", "things");

    public int WatchRequests => Server.Journal.Count("watch", "things");

    public InformerWorld Start()
    {
        Informer.Subscribe(e => Heard.Add(Describe(e)));
        Run = Informer.RunAsync(_stop.Token);
        return this;
    }

    public void Serve(string definition = Things.Definition) => Server.InstallCrds([definition]);

    /// <summary>Deletes the definition, and with it every object.</summary>
    public void Unserve() => Server.Delete("customresourcedefinitions.apiextensions.k8s.io", "", "things.test.example.com");

    public void Stop() => _stop.Cancel();

    public void Set(string name, int value, string @namespace = "a", string? secret = null) => Server.Apply(Things.Manifest(@namespace, name, value, secret));

    public void Delete(string name, string @namespace = "a") => Server.Delete("things.test.example.com", @namespace, name);

    /// <summary>Lets the clock go in steps a retry can follow.</summary>
    public void Pass(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromMilliseconds(100))
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        Connection.Dispose();
        _handler.Dispose();
        SynchronizationContext.SetSynchronizationContext(_context);
    }

    public static string Describe(InformerEvent<Thing> e) => $"{(e.Old is null ? '+' : e.New is null ? '-' : '~')}{e.Key.Name}{(e.IsInitial ? "!" : "")}";
}
