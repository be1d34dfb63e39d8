using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Alitellm.Operator.Remote.Compare;

/// <summary>
/// The place of a field in a LiteLLM body, written dotted: <c>litellm_params.extra_headers.X</c>. A dot or backslash that belongs to a key
/// is written <c>\.</c> or <c>\\</c>. Paths lead through objects only; a list is one value.
/// </summary>
internal sealed record FieldPath
{
    private FieldPath(FieldPath? parent, string key)
    {
        Parent = parent;
        Key = key;
    }

    /// <summary>The body itself.</summary>
    public static FieldPath Root { get; } = new(null, "");

    /// <summary>Null for the root only.</summary>
    public FieldPath? Parent { get; }

    /// <summary>The last key, unescaped.</summary>
    public string Key { get; }

    public FieldPath Child(string key)
    {
        return new(this, key);
    }

    /// <summary>The path and everything it lies in, innermost first, without the root.</summary>
    public IEnumerable<FieldPath> SelfAndAncestors()
    {
        for (var path = this; path.Parent is not null; path = path.Parent)
        {
            yield return path;
        }
    }

    /// <exception cref="FormatException">The text is not a path; the message says why.</exception>
    public static FieldPath Parse(string text)
    {
        return TryParse(text, out var path, out var error) ? path : throw new FormatException(error);
    }

    /// <param name="error">A sentence without the path itself, null on success.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FieldPath? path, [NotNullWhen(false)] out string? error)
    {
        path = null;
        if (string.IsNullOrEmpty(text))
        {
            error = "A path must not be empty.";
            return false;
        }

        var result = Root;
        var key = new StringBuilder();
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == '.')
            {
                if (key.Length == 0)
                {
                    error = "A path must not begin or end with a dot or contain two dots in a row.";
                    return false;
                }

                result = result.Child(key.ToString());
                key.Clear();
            }
            else if (text[i] != '\\')
            {
                key.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] is ('.' or '\\'))
            {
                key.Append(text[++i]);
            }
            else
            {
                error = "A backslash in a path must be followed by a dot or a backslash.";
                return false;
            }
        }

        path = result;
        error = null;
        return true;
    }

    public override string ToString()
    {
        return string.Join('.', SelfAndAncestors().Reverse().Select(path => Escape(path.Key)));
    }

    private static string Escape(string key)
    {
        return key.AsSpan().ContainsAny('.', '\\')
            ? key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(".", "\\.", StringComparison.Ordinal)
            : key;
    }
}
