using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Alitellm.Kubernetes.Client;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Events;

/// <summary>
/// Writes events.k8s.io/v1 Events in the background. The first of its kind is written at once; repetitions of one happening (object, type,
/// reason and note) are counted and written as a series, at most once per interval. Losing events is allowed, and counted.
/// </summary>
public sealed partial class EventRecorder : IEventRecorder
{
    // Limits of the API: reason and action 128 characters, note 1 kB.
    private const int MaxNoteBytes = 1024;
    private const string Action = "Reconcile";

    private readonly Lock _gate = new();
    private readonly IEventStore _store;
    private readonly string _controller;
    private readonly string _instance;
    private readonly EventRecorderOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Dictionary<EventKey, LinkedListNode<KeyValuePair<EventKey, EventSeries>>> _series = [];
    private readonly LinkedList<KeyValuePair<EventKey, EventSeries>> _byAge = [];
    private readonly Channel<(EventSeries Series, Eventsv1Event Event)> _queue;
    private long _lastName;

    /// <param name="controller">The reporting controller, a qualified name such as <c>example.com/operator</c>.</param>
    /// <param name="instance">The reporting instance: the pod.</param>
    public EventRecorder(KubernetesConnection connection, string controller, string instance, EventRecorderOptions options, TimeProvider timeProvider, ILoggerFactory loggerFactory)
        : this(new KubernetesEventStore(connection), controller, instance, options, timeProvider, loggerFactory)
    {
    }

    internal EventRecorder(IEventStore store, string controller, string instance, EventRecorderOptions options, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        _store = store;
        _controller = controller;
        _instance = Shortened(instance, 128);
        _options = options;
        _time = timeProvider;
        _logger = loggerFactory.CreateLogger<EventRecorder>();
        _queue = Channel.CreateBounded<(EventSeries, Eventsv1Event)>(
            new BoundedChannelOptions(options.QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            static _ => EventTelemetry.CountDropped());
    }

    public void Normal(IKubernetesObject<V1ObjectMeta> regarding, string reason, string note)
    {
        Record(regarding, "Normal", reason, note, _controller);
    }

    public void Warning(IKubernetesObject<V1ObjectMeta> regarding, string reason, string note)
    {
        Record(regarding, "Warning", reason, note, _controller);
    }

    /// <summary>The same recorder under another reporting controller.</summary>
    public IEventRecorder For(string controller)
    {
        return new NamedRecorder(this, controller);
    }

    /// <summary>Writes until cancelled; what is still waiting then is dropped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        EventTelemetry.Announce();
        TimeSpan pause = _options.SeriesInterval / 6;
        try
        {
            while (true)
            {
                await WaitAsync(pause, cancellationToken);
                while (_queue.Reader.TryRead(out (EventSeries Series, Eventsv1Event Event) next))
                {
                    await SendAsync(next.Series, token => _store.CreateAsync(next.Event, token), cancellationToken);
                }

                foreach ((EventSeries series, int count, DateTime last) in TakeDueSeries())
                {
                    await SendAsync(series, token => _store.PatchSeriesAsync(series.Namespace, series.Name, count, last, token), cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The way to end.
        }
    }

    private void Record(IKubernetesObject<V1ObjectMeta> regarding, string type, string reason, string note, string controller)
    {
        V1ObjectMeta metadata = regarding.Metadata;
        note = Shortened(note, MaxNoteBytes);
        EventKey key = new(metadata.Uid ?? "", metadata.NamespaceProperty ?? "", metadata.Name ?? "", regarding.Kind ?? "", type, reason, note, controller);
        DateTime now = _time.GetUtcNow().UtcDateTime;
        lock (_gate)
        {
            if (_series.TryGetValue(key, out LinkedListNode<KeyValuePair<EventKey, EventSeries>>? known) && !HasEnded(known.Value.Value))
            {
                known.Value.Value.Count++;
                known.Value.Value.LastObserved = now;
                return;
            }

            if (known is not null)
            {
                Forget(known);
            }

            EventSeries series = new(key, key.Namespace.Length == 0 ? "default" : key.Namespace, NextName(key.Name, now))
            {
                LastObserved = now,
                WrittenAt = _time.GetTimestamp(),
            };
            _series[key] = _byAge.AddLast(new KeyValuePair<EventKey, EventSeries>(key, series));
            if (_series.Count > _options.MaxSeries)
            {
                Forget(_byAge.First!);
            }

            _queue.Writer.TryWrite((series, Build(series, key, regarding, now)));
        }
    }

    private Eventsv1Event Build(EventSeries series, EventKey key, IKubernetesObject<V1ObjectMeta> regarding, DateTime now)
    {
        return new Eventsv1Event
        {
            ApiVersion = "events.k8s.io/v1",
            Kind = "Event",
            Metadata = new V1ObjectMeta { Name = series.Name, NamespaceProperty = series.Namespace },
            EventTime = now,
            Type = key.Type,
            Reason = Shortened(key.Reason, 128),
            Note = key.Note,
            Action = Action,
            ReportingController = key.Controller,
            ReportingInstance = _instance,
            Regarding = new V1ObjectReference
            {
                ApiVersion = regarding.ApiVersion,
                Kind = regarding.Kind,
                Name = key.Name,
                NamespaceProperty = key.Namespace.Length == 0 ? null : key.Namespace,
                Uid = regarding.Metadata.Uid,
                ResourceVersion = regarding.Metadata.ResourceVersion,
            },
        };
    }

    /// <summary>Series with something new whose interval is over; those with nothing new are forgotten.</summary>
    private List<(EventSeries Series, int Count, DateTime Last)> TakeDueSeries()
    {
        List<(EventSeries, int, DateTime)> due = [];
        lock (_gate)
        {
            for (LinkedListNode<KeyValuePair<EventKey, EventSeries>>? node = _byAge.First, next; node is not null; node = next)
            {
                next = node.Next;
                EventSeries series = node.Value.Value;
                if (_time.GetElapsedTime(series.WrittenAt) < _options.SeriesInterval)
                {
                    continue;
                }

                if (series.Count == series.WrittenCount)
                {
                    Forget(node);
                    continue;
                }

                series.WrittenAt = _time.GetTimestamp();
                series.WrittenCount = series.Count;
                due.Add((series, series.Count, series.LastObserved));
            }
        }

        return due;
    }

    private bool HasEnded(EventSeries series)
    {
        return series.Count == series.WrittenCount && _time.GetElapsedTime(series.WrittenAt) >= _options.SeriesInterval;
    }

    private void Forget(LinkedListNode<KeyValuePair<EventKey, EventSeries>> node)
    {
        _series.Remove(node.Value.Key);
        _byAge.Remove(node);
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timer = new(pause, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _queue.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look at the series.
        }
    }

    private async Task SendAsync(EventSeries series, Func<CancellationToken, Task> request, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timer = new(_options.RequestTimeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await request(either.Token);
        }
        catch (Exception exception) when (exception is KubernetesApiException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            EventTelemetry.CountFailed();
            LogLost(exception, series.Name);

            // There is nothing (or nothing any more) to add a count to: the next one is written as a new event.
            lock (_gate)
            {
                if (_series.TryGetValue(series.Key, out LinkedListNode<KeyValuePair<EventKey, EventSeries>>? node) && node.Value.Value == series)
                {
                    Forget(node);
                }
            }
        }
    }

    /// <summary>The object's name, the time, and a number that tells events of one instant apart.</summary>
    private string NextName(string regarding, DateTime now)
    {
        string suffix = string.Create(CultureInfo.InvariantCulture, $".{now.Ticks:x}{++_lastName & 0xffff:x4}");
        return (regarding.Length > 253 - suffix.Length ? regarding[..(253 - suffix.Length)] : regarding) + suffix;
    }

    /// <summary>Cuts at a character's border and marks the cut.</summary>
    private static string Shortened(string text, int maxBytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= maxBytes)
        {
            return text;
        }

        int bytes = 0;
        StringBuilder result = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes - 3)
            {
                break;
            }

            result.Append(rune);
        }

        return result.Append('…').ToString();
    }

    [LoggerMessage(70, LogLevel.Debug, "Event {Event} could not be written")]
    private partial void LogLost(Exception exception, string @event);

    private sealed class NamedRecorder(EventRecorder recorder, string controller) : IEventRecorder
    {
        public void Normal(IKubernetesObject<V1ObjectMeta> regarding, string reason, string note)
        {
            recorder.Record(regarding, "Normal", reason, note, controller);
        }

        public void Warning(IKubernetesObject<V1ObjectMeta> regarding, string reason, string note)
        {
            recorder.Record(regarding, "Warning", reason, note, controller);
        }
    }
}
