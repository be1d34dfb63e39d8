using Alitellm.Api.Common;
using Alitellm.Operator.Connections;

namespace Alitellm.Operator.Remote.References;

/// <summary>Finds what references lead to, over all kinds of the process.</summary>
internal sealed class ReferenceResolver
{
    private readonly Dictionary<string, IReferenceTarget> _targets = new(StringComparer.Ordinal);

    public void Add(IReferenceTarget target)
    {
        _targets.Add(target.Kind, target);
    }

    /// <exception cref="KeyNotFoundException">No such kind runs in this process.</exception>
    public IReferenceTarget Target(string kind)
    {
        return _targets[kind];
    }

    /// <summary>The ids, or why there are none.</summary>
    public ReferenceOutcome Resolve(IReadOnlyList<Reference> references, string @namespace, ConnectionSnapshot connection)
    {
        if (references.Count == 0)
        {
            return new(ResolvedReferences.None);
        }

        var ids = new Dictionary<Reference, IReadOnlyList<string>>();
        var missing = new List<Reference>();
        foreach (var reference in references.Distinct())
        {
            var answer = Target(reference.Kind).Find(reference, @namespace, connection);
            if (answer.Unknown is { } unknown)
            {
                return new(ResolvedReferences.None) { Unknown = unknown };
            }

            if (answer.TooOld is { } tooOld && !reference.IsOptional)
            {
                return new(ResolvedReferences.None) { Missing = (ConditionReasons.LiteLLMTooOld, tooOld) };
            }

            ids[reference] = answer.Ids;
            if (answer.Ids.Count == 0 && reference is { ByTag: false, IsOptional: false })
            {
                missing.Add(reference);
            }
        }

        return new(new ResolvedReferences(ids)) { Missing = Say(missing) };
    }

    /// <summary>Names everything of the first reason: whoever mends it should not have to come back for each name.</summary>
    private static (string Reason, string Message)? Say(List<Reference> missing)
    {
        if (missing.Count == 0)
        {
            return null;
        }

        var reason = missing[0].MissingReason;
        var names = missing.Where(reference => reference.MissingReason == reason).Select(reference => reference.Name).Order(StringComparer.Ordinal);
        return (reason, $"{missing[0].Kind}: neither an object of this namespace nor LiteLLM has {string.Join(", ", names)}");
    }
}
