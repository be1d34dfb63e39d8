using Alitellm.Api.Connections;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Controllers;
using Alitellm.Kubernetes.Informers;
using Alitellm.Kubernetes.Queueing;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Remote;

namespace Alitellm.Operator.Connections;

/// <summary>Wakes and runs the Connection reconciler. It runs on every replica; only the holder of the lease writes the status.</summary>
internal sealed class ConnectionController : IDisposable
{
    private const string SecretIndex = "secret";

    /// <summary>A suspicion is checked this much later: the failures of one moment share one probe.</summary>
    private static readonly TimeSpan s_suspicionDelay = TimeSpan.FromSeconds(1);

    /// <summary>Probes in flight at once: a proxy that hangs for its 30 s must not keep the others waiting.</summary>
    private const int Workers = 4;

    private readonly Informer<LiteLLMConnection> _informer;
    private readonly WorkQueue<ObjectKey> _queue;
    private readonly Controller<ObjectKey> _controller;

    public ConnectionController(
        Informer<LiteLLMConnection> informer,
        Informer<PartialObject> secrets,
        ConnectionRegistry registry,
        Func<Informer<LiteLLMConnection>, ConnectionReconciler> reconciler,
        KindMetrics metrics,
        TimeProvider time,
        Random random,
        ILoggerFactory loggers)
    {
        _informer = informer;
        _queue = new(new WorkQueueOptions(LiteLLMConnection.Plural), time, random);
        _controller = new(LiteLLMConnection.Plural, _queue, new OutcomeCounter(reconciler(informer), metrics), Workers, time, loggers);
        informer.AddIndex(SecretIndex, SecretsOf);
        informer.Subscribe(OnConnection);
        secrets.Subscribe(OnSecret);
        registry.ProbeWanted += key => _queue.AddAfter(key, s_suspicionDelay);
    }

    public Task RunAsync(CancellationToken cancellationToken)
    {
        return _controller.RunAsync(cancellationToken);
    }

    /// <summary>Takes the status writes over: every Connection is looked at once, then the lease is just held.</summary>
    public async Task HoldLeaseAsync(CancellationToken cancellationToken)
    {
        foreach (var connection in _informer.List())
        {
            _queue.Add(ObjectKey.Of(connection));
        }

        var over = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(over.SetResult);
        await over.Task;
    }

    public void Dispose()
    {
        _queue.Dispose();
    }

    private static IEnumerable<string> SecretsOf(LiteLLMConnection connection)
    {
        return new[] { connection.Spec.MasterKeySecretRef.Name, connection.Spec.CaBundleSecretRef?.Name }
            .OfType<string>()
            .Distinct()
            .Select(name => new ObjectKey(connection.Metadata.NamespaceProperty, name).ToString());
    }

    private void OnConnection(InformerEvent<LiteLLMConnection> change)
    {
        if (change.Old is { } old && change.New is { } current
            && old.Metadata.Generation == current.Metadata.Generation
            && old.Metadata.DeletionTimestamp == current.Metadata.DeletionTimestamp
            && ReconcileRequest.Of(old) == ReconcileRequest.Of(current))
        {
            return;
        }

        _queue.Add(change.Key, QueuePriority.High);
    }

    private void OnSecret(InformerEvent<PartialObject> change)
    {
        if (!Triggers.IsRotation(change))
        {
            return;
        }

        foreach (var connection in _informer.ByIndex(SecretIndex, change.Key.ToString()))
        {
            _queue.Add(ObjectKey.Of(connection), QueuePriority.High);
        }
    }
}
