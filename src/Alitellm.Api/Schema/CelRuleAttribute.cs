namespace Alitellm.Api.Schema;

/// <summary>
/// A validation rule in the Common Expression Language (<c>x-kubernetes-validations</c>). Rules of a base class hold for the derived ones.
/// </summary>
/// <param name="rule">True for a valid value. <c>self</c> is the value; a rule that names <c>oldSelf</c> is checked on updates only.</param>
/// <param name="message">What the user reads when the rule is broken.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true)]
public sealed class CelRuleAttribute(string rule, string message) : Attribute
{
    public string Rule { get; } = rule;

    public string Message { get; } = message;

    /// <summary>JSON path, from the value the rule is on, of the field the error is reported for; null is the value itself.</summary>
    public string? FieldPath { get; init; }

    /// <summary>
    /// One of <c>FieldValueInvalid</c> (what null means), <c>FieldValueForbidden</c>, <c>FieldValueRequired</c>, <c>FieldValueDuplicate</c>.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary><c>oldSelf</c> is an optional and the rule is checked on creation too. Needs Kubernetes 1.30.</summary>
    public bool OptionalOldSelf { get; init; }
}
