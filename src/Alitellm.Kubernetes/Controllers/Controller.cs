using System.Diagnostics;
using System.Threading.Channels;
using Alitellm.Kubernetes.Leases;
using Alitellm.Kubernetes.Queueing;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Controllers;

/// <summary>Workers that feed the keys of one queue to one reconciler.</summary>
public sealed partial class Controller<TKey>
    where TKey : notnull
{
    private readonly WorkQueue<TKey> _queue;
    private readonly IReconciler<TKey> _reconciler;
    private readonly int _workers;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly KeyValuePair<string, object?> _label;
    private long _lastId;
    private int _running;
    private volatile bool _dead;

    /// <param name="workers">Reconciles in flight at once.</param>
    public Controller(string name, WorkQueue<TKey> queue, IReconciler<TKey> reconciler, int workers, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(reconciler);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        Name = name;
        _queue = queue;
        _reconciler = reconciler;
        _workers = workers;
        _time = timeProvider;
        _logger = loggerFactory.CreateLogger<Controller<TKey>>();
        _label = new("controller", name);
        ControllerTelemetry.Announce(_label);
    }

    public string Name { get; }

    /// <summary>False after the workers ended other than by cancellation or with their queue. A controller that waits for its term is alive.</summary>
    public bool IsAlive => !_dead;

    /// <summary>
    /// Works until cancelled, then finishes what is in flight. An exception of a reconcile is logged, counted and retried with backoff;
    /// it never ends the loop. May be called again after it has ended.
    /// </summary>
    /// <exception cref="InvalidOperationException">It runs already.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _running, 1) != 0)
        {
            throw new InvalidOperationException($"controller {Name} runs already");
        }

        ControllerTelemetry.Announce(_label);
        try
        {
            // A worker that dies of a bug here takes the others along, so that the failure is seen at once.
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAll(Enumerable.Range(0, _workers).Select(_ => WorkAsync(stop)));
        }
        catch
        {
            _dead = true;
            throw;
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    private async Task WorkAsync(CancellationTokenSource stop)
    {
        // To where the host's continuations run: a thread of the pool each, or the one pump of a seeded world.
        await Task.Yield();
        try
        {
            while (await TakeAsync(stop.Token) is (true, var key))
            {
                Task reconcile = ProcessAsync(key, stop.Token);
                bool wasSynchronous = reconcile.IsCompleted;
                await reconcile;
                if (wasSynchronous)
                {
                    // A stream of reconciles that never wait must not keep the thread from everybody else.
                    await Task.Yield();
                }
            }
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    private async ValueTask<(bool Taken, TKey Key)> TakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (true, await _queue.TakeAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (false, default!);
        }
        catch (ChannelClosedException)
        {
            return (false, default!);
        }
    }

    private async Task ProcessAsync(TKey key, CancellationToken cancellationToken)
    {
        long id = Interlocked.Increment(ref _lastId);
        string keyText = key.ToString() ?? "";
        using Activity? activity = RuntimeTelemetry.Activities.StartActivity(RuntimeTelemetry.ReconcileSpan);
        activity?.SetTag("controller", Name).SetTag("key", keyText).SetTag("reconcileID", id);
        using IDisposable? scope = _logger.BeginScope(new ReconcileScope(Name, keyText, id));
        ControllerTelemetry.ActiveWorkers.Add(1, _label);
        long start = _time.GetTimestamp();
        string result = ControllerTelemetry.Error;
        try
        {
            result = Settle(key, await _reconciler.ReconcileAsync(key, cancellationToken));
        }
        catch (OperationCanceledException exception) when (exception is LeaseLostException || cancellationToken.IsCancellationRequested)
        {
            _queue.Add(key, _queue.PriorityOf(key));
            result = ControllerTelemetry.Requeue;
            LogPutBack(key);
        }
        catch (Exception exception)
        {
            _queue.AddRateLimited(key, _queue.PriorityOf(key));
            ControllerTelemetry.Panics.Add(1, _label);
            activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            LogFailure(exception, key, _queue.Failures(key));
        }
        finally
        {
            _queue.Done(key);
            ControllerTelemetry.ActiveWorkers.Add(-1, _label);
            ControllerTelemetry.Time.Record(_time.GetElapsedTime(start).TotalSeconds, _label);
            ControllerTelemetry.Reconciles.Add(1, _label, ControllerTelemetry.Result(result));
            if (result == ControllerTelemetry.Error)
            {
                ControllerTelemetry.Errors.Add(1, _label);
            }
        }
    }

    /// <summary>Does with the key what the reconciler asked for, and names the result for the metrics.</summary>
    private string Settle(TKey key, ReconcileResult result)
    {
        QueuePriority priority = _queue.PriorityOf(key);
        switch (result)
        {
            case { Failed: false, After: null }:
                _queue.Forget(key);
                return ControllerTelemetry.Success;
            case { Failed: false, After: { } after }:
                // Nobody waits for a periodic look, however the key came here this time.
                _queue.Forget(key);
                _queue.AddAfter(key, after, priority == QueuePriority.High ? QueuePriority.Normal : priority);
                return ControllerTelemetry.RequeueAfter;
            case { After: { } after }:
                _queue.AddAfter(key, after, priority);
                return ControllerTelemetry.Error;
            default:
                _queue.AddRateLimited(key, priority);
                return ControllerTelemetry.Error;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Reconcile of {Key} failed, {Failures} in a row")]
    private partial void LogFailure(Exception exception, TKey key, int failures);

    [LoggerMessage(2, LogLevel.Debug, "Reconcile of {Key} was interrupted, the key is put back")]
    private partial void LogPutBack(TKey key);
}
