using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;

namespace Alitellm.Benchmarks.Informers;

/// <summary>Changes one widget by a path of its own and sees when the informer's handler hears of it.</summary>
internal sealed class WidgetProbe
{
    private static readonly ObjectKey Key = WidgetFleet.Key(1);

    private readonly IResourceClient<Widget> _widgets;
    private readonly string _run = Guid.NewGuid().ToString("n");
    private int _number;
    private string _expected = "";
    private long _seenAt;
    private TaskCompletionSource _seen = new();

    public WidgetProbe(IResourceClient<Widget> widgets, Informer<Widget> informer)
    {
        _widgets = widgets;
        informer.Subscribe(Handle);
    }

    /// <returns>A task that ends when the handler has seen the change.</returns>
    public async Task<Task> PatchAsync(CancellationToken cancellationToken)
    {
        _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _expected, $"{_run}-{(++_number).ToString(CultureInfo.InvariantCulture)}");
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["bench.example.com/touched"] = _expected } } };
        await _widgets.MergePatchAsync(Key, patch, cancellationToken);
        return _seen.Task;
    }

    /// <returns>Milliseconds from the send, and from the answer, until the handler was called.</returns>
    public async Task<(double FromSend, double FromAnswer)> PatchAndWaitAsync(CancellationToken cancellationToken)
    {
        var sent = Stopwatch.GetTimestamp();
        var seen = await PatchAsync(cancellationToken);
        var answered = Stopwatch.GetTimestamp();
        await seen.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        var at = Volatile.Read(ref _seenAt);
        return (Stopwatch.GetElapsedTime(sent, at).TotalMilliseconds, (at - answered) * 1000.0 / Stopwatch.Frequency);
    }

    private void Handle(InformerEvent<Widget> change)
    {
        if (change.Key == Key && change.New?.Metadata.Annotations?["bench.example.com/touched"] == Volatile.Read(ref _expected))
        {
            Volatile.Write(ref _seenAt, Stopwatch.GetTimestamp());
            _seen.TrySetResult();
        }
    }
}
