using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Kubernetes.Client;
using Alitellm.Operator.Children;
using Alitellm.Operator.Discovery.Candidates;
using Alitellm.Operator.Observability;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>Writes the objects of candidates and deletes what no candidate has any more.</summary>
internal sealed partial class Generator<TDiscovery, TChild>(
    IDiscoveryAdapter<TDiscovery, TChild> adapter,
    DiscoveryServices<TDiscovery, TChild> services,
    ILogger logger)
    where TDiscovery : class, IDiscovery
    where TChild : RemoteResource
{
    /// <summary>Objects written at once: a first pass over thousands of candidates is done in seconds and leaves the API server room for others.</summary>
    private const int WritesAtOnce = 8;

    /// <returns>In the order of the candidates.</returns>
    /// <exception cref="KubernetesApiException">The API server is away.</exception>
    public async Task<IReadOnlyList<CandidateOutcome>> WriteAsync(TDiscovery discovery, IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        var owner = ChildOwner.Of(discovery, ApiGroup.GeneratedByLabel);
        var outcomes = new CandidateOutcome[candidates.Count];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(WritesAtOnce, candidates.Count)).Select(_ => WorkAsync()));
        services.Metrics.CandidatesFailed(outcomes.OfType<CandidateOutcome.Failed>().Count());
        return outcomes;

        async Task WorkAsync()
        {
            for (var index = Interlocked.Increment(ref next); index < candidates.Count; index = Interlocked.Increment(ref next))
            {
                outcomes[index] = await WriteAsync(candidates[index], owner, cancellationToken);
            }
        }
    }

    /// <returns>How many of them could not be deleted.</returns>
    /// <exception cref="KubernetesApiException">The API server is away.</exception>
    public async Task<int> DeleteAsync(IEnumerable<TChild> children, CancellationToken cancellationToken)
    {
        var failures = 0;
        foreach (var child in children)
        {
            try
            {
                await services.Writer.DeleteAsync(child, cancellationToken);
                services.Metrics.ChildWritten(ChildAction.Delete, ChildWriteResult.Success);
            }
            catch (KubernetesApiException e) when (!WriteFailures.EndsThePass(e))
            {
                failures++;
                services.Metrics.ChildWritten(ChildAction.Delete, ChildWriteResult.Error);
                LogUndeleted(adapter.Kind.Child.Kind, child.Metadata.NamespaceProperty, child.Metadata.Name, e.Message);
            }
        }

        return failures;
    }

    private async Task<CandidateOutcome> WriteAsync(Candidate candidate, ChildOwner owner, CancellationToken cancellationToken)
    {
        if (!adapter.IsValidName(candidate.Name))
        {
            return CandidateOutcomes.InvalidName(candidate);
        }

        var manifest = ChildManifest.Of(
            adapter.Kind.Child.Kind,
            candidate.Name,
            owner,
            candidate.Spec.DeepClone().AsObject(),
            adapter.Kind.ChildFinalizer,
            new() { [ApiGroup.SourceIdAnnotation] = candidate.SourceId });
        var known = services.Children.Get(manifest.Key);
        try
        {
            var write = await services.Writer.WriteAsync(manifest, owner, cancellationToken);
            if (write is { Written: true } or { Raced: true })
            {
                Count(write.State, write.Raced ? ChildWriteResult.Conflict : ChildWriteResult.Success);
            }

            return CandidateOutcomes.Of(candidate, write, adapter.Kind.ExplicitReason);
        }
        catch (KubernetesApiException e) when (!WriteFailures.EndsThePass(e))
        {
            Count(owner.StateOf(known), ChildWriteResult.Error);
            return CandidateOutcomes.Failed(candidate, e);
        }
    }

    private void Count(ChildState before, ChildWriteResult result)
    {
        services.Metrics.ChildWritten(before == ChildState.Absent ? ChildAction.Create : ChildAction.Update, result);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} {Namespace}/{Name} could not be deleted: {Problem}")]
    private partial void LogUndeleted(string kind, string @namespace, string name, string problem);
}
