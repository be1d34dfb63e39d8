using System.Reflection;
using System.Text.Json.Nodes;
using Alitellm.Api.Schema;

namespace Alitellm.CrdGenerator;

/// <summary>Writes <c>x-kubernetes-validations</c>.</summary>
internal static class CelRules
{
    private static readonly string[] Reasons = ["FieldValueInvalid", "FieldValueForbidden", "FieldValueRequired", "FieldValueDuplicate"];

    /// <summary>Adds the rules on a member to its schema, after those that are there.</summary>
    public static void Add(JsonObject schema, MemberInfo member)
    {
        var rules = member.GetCustomAttributes<CelRuleAttribute>(inherit: true)
            .Select(r => Rule(r, member.Name))
            .OrderBy(r => (string)r["rule"]!, StringComparer.Ordinal)
            .ToArray();
        if (rules.Length == 0)
        {
            return;
        }

        if (schema["x-kubernetes-validations"] is not JsonArray all)
        {
            schema["x-kubernetes-validations"] = all = [];
        }

        foreach (var rule in rules)
        {
            all.Add(rule);
        }
    }

    private static JsonObject Rule(CelRuleAttribute attribute, string member)
    {
        Check(!string.IsNullOrWhiteSpace(attribute.Rule), member, "a CEL rule needs a rule.");
        Check(!string.IsNullOrWhiteSpace(attribute.Message), member, "a CEL rule needs a message.");
        Check(!attribute.Message.Contains('\n', StringComparison.Ordinal), member, "the message of a CEL rule must be one line.");
        Check(attribute.Reason is null || Reasons.Contains(attribute.Reason), member, $"'{attribute.Reason}' is no reason of a CEL rule.");
        Check(attribute.FieldPath is null || attribute.FieldPath.StartsWith('.'), member, "the field path of a CEL rule starts with a dot.");
        var namesOldSelf = attribute.Rule.Contains("oldSelf", StringComparison.Ordinal);
        Check(!attribute.OptionalOldSelf || namesOldSelf, member, "a CEL rule with OptionalOldSelf has to name oldSelf.");
        var rule = new JsonObject { ["message"] = attribute.Message, ["rule"] = attribute.Rule };
        if (attribute.FieldPath is not null)
        {
            rule["fieldPath"] = attribute.FieldPath;
        }

        if (attribute.Reason is not null)
        {
            rule["reason"] = attribute.Reason;
        }

        if (attribute.OptionalOldSelf)
        {
            rule["optionalOldSelf"] = true;
        }

        return rule;
    }

    private static void Check(bool valid, string member, string problem)
    {
        if (!valid)
        {
            throw new SchemaException(member, problem);
        }
    }
}
