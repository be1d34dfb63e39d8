using Alitellm.Api.Connections;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Leases;
using Alitellm.LiteLLM;

namespace Alitellm.Operator.Hosting;

/// <summary>The running operator: warm informers everywhere, and per kind a reconciler while the kind's lease is held.</summary>
internal sealed class OperatorRuntime : IOperatorRuntime, IAsyncDisposable
{
    private readonly OperatorOptions _options;
    private readonly TimeProvider _time;
    private readonly OperatorParts _parts;
    private readonly LeaseGroup? _leases;
    private readonly List<(string Name, Task Task)> _running = [];
    private volatile bool _isSynced;

    /// <summary>A runtime that reaches the API server of the kubeconfig or of the pod, and LiteLLM over sockets.</summary>
    public static OperatorRuntime Create(OperatorOptions options, RuntimeServices services)
    {
        return new(options, services, new(KubernetesConnection.Create(options.Kubeconfig, OperatorVersion.Stamp, services.TimeProvider)));
    }

    public OperatorRuntime(OperatorOptions options, RuntimeServices services, OperatorTransports transports)
    {
        _options = options;
        _time = services.TimeProvider;
        _leases = options.LeaderElection ? LeaseGroups.Create(options, services, transports.Kubernetes) : null;
        _parts = new(options, services, transports, plural => _leases is null || _leases.Term(plural) is { IsValid: true });
        services.Metrics.IsHeld = kind => _leases is null || (_parts.PluralOf(kind) is { } plural && _leases.Term(plural) is { IsValid: true });
        _leases?.Add(LiteLLMConnection.Plural, LiteLLMConnection.Plural, term => _parts.Connections.HoldLeaseAsync(term.Token));
        foreach (var kind in _parts.Leased)
        {
            _leases?.Add(kind.Plural, kind.Placement, term => kind.RunTermAsync(term.Token));
        }
    }

    public HealthReport Live
    {
        get
        {
            var dead = _running.Where(loop => loop.Task.IsCompleted).Select(loop => $"{loop.Name} ended")
                .Concat(_parts.Informers.Where(informer => !informer.IsAlive && _isSynced).Select(informer => $"the watch of {informer.Name} ended"))
                .ToList();
            return dead.Count == 0 ? HealthReport.Healthy : HealthReport.Failing(dead);
        }
    }

    public HealthReport Ready
    {
        get
        {
            var waiting = _parts.Informers.Where(informer => !informer.HasSynced).Select(informer => $"{informer.Name} not listed yet").ToList();
            return waiting.Count == 0 ? HealthReport.Healthy : HealthReport.Failing(waiting);
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // The error series start at zero, so that a rate over them is a rate and not "no data".
        LiteLLMMetrics.Shared.InitialiseSeries();

        // Leases first: writes of the last moment still need the watches and the event recorder.
        using var watching = new CancellationTokenSource();
        using var working = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        foreach (var informer in _parts.Informers)
        {
            Start($"watch {informer.Name}", informer.RunAsync(watching.Token));
        }

        Start("events", _parts.Events.RunAsync(watching.Token));
        try
        {
            foreach (var informer in _parts.Informers)
            {
                await informer.WaitForSyncAsync(cancellationToken);
            }

            _isSynced = true;
            Start("connections", _parts.Connections.RunAsync(working.Token));
            foreach (var kind in _parts.Kinds)
            {
                Start($"lists of {kind.Plural}", kind.RunListsAsync(working.Token));
            }

            if (_leases is not null)
            {
                Start("leases", _leases.RunAsync(working.Token));
                Start("rates", ShareRatesAsync(_leases, working.Token));
            }
            else
            {
                foreach (var kind in _parts.Leased)
                {
                    Start(kind.Plural, kind.RunTermAsync(working.Token));
                }
            }

            await Task.WhenAny(_running.Select(loop => loop.Task));
        }
        finally
        {
            await working.CancelAsync();
            await EndedAsync(loop => !loop.Name.StartsWith("watch ", StringComparison.Ordinal) && loop.Name != "events");
            await watching.CancelAsync();
            await EndedAsync(_ => true);
        }

        if (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"{string.Join(", ", _running.Where(loop => loop.Task.IsFaulted).Select(loop => loop.Name))} ended unexpectedly", _running.Select(loop => loop.Task.Exception).FirstOrDefault(failure => failure is not null));
        }
    }

    public ValueTask DisposeAsync()
    {
        _parts.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ShareRatesAsync(LeaseGroup leases, CancellationToken cancellationToken)
    {
        while (true)
        {
            _parts.ShareRates(leases.LiveReplicas.Count);
            await Task.Delay(_options.LeaseRenew, _time, cancellationToken);
        }
    }

    private void Start(string name, Task task)
    {
        _running.Add((name, task));
    }

    private async Task EndedAsync(Func<(string Name, Task Task), bool> which)
    {
        foreach (var loop in _running.Where(which))
        {
            // How a loop ended is reported by whoever waits for it; here it only has to be over.
            await Task.WhenAny(loop.Task);
        }
    }
}
