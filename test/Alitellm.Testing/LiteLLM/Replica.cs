namespace Alitellm.Testing.LiteLLM;

/// <summary>One process of the proxy: what it holds in memory, and when it reads the database again.</summary>
internal sealed class Replica
{
    private readonly TimeSpan interval;
    private DateTimeOffset nextReload;

    public Replica(int index, ModelView live, ModelView lagging, RouterState router, TimeSpan interval, DateTimeOffset firstReload)
    {
        (Index, Live, Lagging, Router) = (index, live, lagging, router);
        (this.interval, nextReload) = (interval, firstReload);
    }

    public int Index { get; }

    /// <summary>What memory-backed reads show.</summary>
    public ModelView Live { get; }

    /// <summary>What they would show if this process had written nothing itself: the state of its last periodic reload.</summary>
    public ModelView Lagging { get; }

    public RouterState Router { get; }

    /// <summary>Until then a PATCH keeps the database models out of memory.</summary>
    public DateTimeOffset EmptyUntil { get; set; } = DateTimeOffset.MinValue;

    /// <summary>When the process last read the whole database, in a periodic pass or after a write of a model.</summary>
    public DateTimeOffset LastReload { get; private set; }

    /// <summary>When the last periodic pass was.</summary>
    public DateTimeOffset LastTick { get; private set; }

    /// <summary>Answers from memory, kept while nothing changes.</summary>
    public PageCache Pages { get; } = new();

    /// <summary>Performs the periodic reloads that are due.</summary>
    public void CatchUp(DateTimeOffset now)
    {
        if (interval <= TimeSpan.Zero)
        {
            Tick(now);
            return;
        }

        while (nextReload <= now)
        {
            if (Live.IsCurrent && Lagging.IsCurrent && Router.IsCurrent)
            {
                nextReload += interval * (Math.Floor((now - nextReload) / interval) + 1);
                Passed(nextReload - interval);
                return;
            }

            Tick(nextReload);
            nextReload += interval;
        }
    }

    /// <summary>The reload that a write does before it is answered.</summary>
    public void Reload(DateTimeOffset now)
    {
        Live.Reload(now, sparesLast: false);
        Router.Reload(now);
        LastReload = now;
    }

    public void Restart(DateTimeOffset now)
    {
        Live.Rebuild();
        Lagging.Rebuild();
        Router.Restart();
        EmptyUntil = DateTimeOffset.MinValue;
        nextReload = now + interval;
        Passed(now);
    }

    /// <summary>One periodic pass over the database.</summary>
    public void Tick(DateTimeOffset moment)
    {
        Live.Reload(moment, sparesLast: true);
        Lagging.Reload(moment, sparesLast: true);
        Router.Reload(moment);
        Passed(moment);
    }

    private void Passed(DateTimeOffset moment)
    {
        LastTick = moment;
        LastReload = moment > LastReload ? moment : LastReload;
    }
}
