using System.Threading.Channels;
using k8s;
using k8s.Models;

namespace Alitellm.Kubernetes.Informers;

/// <summary>
/// An informer that lists and watches only while somebody wants it, so that a server is not asked for what nobody uses. Each time it is wanted
/// again it starts from nothing, with a store of its own.
/// </summary>
/// <param name="make">Makes an informer that was not run yet.</param>
public sealed class OnDemandInformer<T>(Func<Informer<T>> make)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _sync = new();
    private readonly Channel<bool> _turns = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private TaskCompletionSource<Informer<T>?>? _want;

    /// <summary>A change in the store of the informer that runs. Handlers must be quick and must not throw.</summary>
    public event Action<InformerEvent<T>>? Changed;

    /// <summary>The informer that runs has another standing.</summary>
    public event Action? StandingChanged;

    /// <summary>Whether somebody wants it; takes effect soon.</summary>
    public bool IsWanted
    {
        get => Want is not null;
        set
        {
            lock (_sync)
            {
                if (value == _want is not null)
                {
                    return;
                }

                // Who waits for an answer that nobody wants any more would wait for ever.
                _want?.TrySetResult(null);
                _want = value ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;
            }

            _turns.Writer.TryWrite(true);
        }
    }

    private TaskCompletionSource<Informer<T>?>? Want
    {
        get
        {
            lock (_sync)
            {
                return _want;
            }
        }
    }

    /// <summary>The informer that runs, as soon as it has synced.</summary>
    /// <returns>Null when nobody wants it, or nobody any more.</returns>
    public Task<Informer<T>?> CurrentAsync(CancellationToken cancellationToken)
    {
        return Want is { } want ? want.Task.WaitAsync(cancellationToken) : Task.FromResult<Informer<T>?>(null);
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (Want is { } want)
                {
                    await RunAsync(want, cancellationToken);
                }
                else
                {
                    await _turns.Reader.ReadAsync(cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task RunAsync(TaskCompletionSource<Informer<T>?> want, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var informer = make();
        informer.StandingChanged += () => StandingChanged?.Invoke();
        informer.Subscribe(change => Changed?.Invoke(change));
        var run = informer.RunAsync(stop.Token);
        var synced = informer.WaitForSyncAsync(stop.Token);
        var over = WantEndsAsync(want, stop.Token);
        try
        {
            await Task.WhenAny(run, synced, over);
            if (synced.IsCompletedSuccessfully)
            {
                want.TrySetResult(informer);
                await Task.WhenAny(run, over);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await run;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task WantEndsAsync(TaskCompletionSource<Informer<T>?> want, CancellationToken cancellationToken)
    {
        while (Want == want)
        {
            await _turns.Reader.ReadAsync(cancellationToken);
        }
    }
}
