using System.Text.RegularExpressions;

namespace Alitellm.Testing.Kubernetes;

/// <summary>One term of a label selector: equality, set membership or existence.</summary>
internal sealed partial record LabelRequirement(string Key, LabelOperator Operator, IReadOnlyList<string> Values)
{
    /// <exception cref="ApiStatusException">400 for text that is no selector.</exception>
    public static IReadOnlyList<LabelRequirement> Parse(string selector)
    {
        var terms = new List<LabelRequirement>();
        var rest = selector.Trim();
        while (rest.Length > 0)
        {
            var match = Term().Match(rest);
            if (!match.Success)
            {
                throw ApiErrors.BadRequest($"unable to parse requirement: {rest}");
            }

            terms.Add(Read(match));
            rest = rest[match.Length..];
        }

        return terms;
    }

    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var has = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            LabelOperator.In => has && Values.Contains(value!),
            LabelOperator.NotIn => !has || !Values.Contains(value!),
            LabelOperator.Exists => has,
            _ => !has,
        };
    }

    private static LabelRequirement Read(Match match)
    {
        var key = match.Groups["key"].Value;
        if (match.Groups["not"].Success)
        {
            return new LabelRequirement(key, LabelOperator.NotExists, []);
        }

        if (match.Groups["set"].Success)
        {
            var values = match.Groups["list"].Value.Split(',', StringSplitOptions.TrimEntries);
            return new LabelRequirement(key, match.Groups["set"].Value == "in" ? LabelOperator.In : LabelOperator.NotIn, values);
        }

        return match.Groups["op"].Success
            ? new LabelRequirement(key, match.Groups["op"].Value == "!=" ? LabelOperator.NotIn : LabelOperator.In, [match.Groups["value"].Value])
            : new LabelRequirement(key, LabelOperator.Exists, []);
    }

    [GeneratedRegex(@"^\s*(?:(?<not>!)\s*(?<key>[\w./-]+)|(?<key>[\w./-]+)\s*(?:(?<op>==|=|!=)\s*(?<value>[\w.-]*)|\s(?<set>in|notin)\s*\((?<list>[\w.,\s-]*)\))?)\s*(?:,|$)")]
    private static partial Regex Term();
}
