namespace Alitellm.Operator.Remote;

/// <summary>Loops that live and die together.</summary>
internal static class Loops
{
    /// <summary>Waits for the first loop to end, ends the others, and waits for them.</summary>
    /// <param name="stop">Cancels the loops.</param>
    /// <exception cref="Exception">A loop failed; a loop that ended because it was told to is no failure.</exception>
    public static async Task RunAsync(IReadOnlyList<Task> loops, CancellationTokenSource stop)
    {
        await Task.WhenAny(loops);
        var wasTold = stop.IsCancellationRequested;
        await stop.CancelAsync();
        try
        {
            await Task.WhenAll(loops);
        }
        catch (OperationCanceledException) when (loops.All(loop => !loop.IsFaulted))
        {
            // The end that was asked for.
        }

        if (!wasTold)
        {
            throw new InvalidOperationException("a loop ended that should run for ever");
        }
    }
}
