/**
 * Follows HTML and says what of it is left out with all it holds: what is no part of a text (scripts, forms, controls,
 * pictures in code) and what is hidden. A part that is never closed ends with the element around it.
 */
import { decodeHTML } from 'entities';
import { isBlock, isDropped, isHidden, isVoid } from '../../domain/text/html-elements.ts';
import type { Attributes } from './markup.ts';

export type DroppedParts = {
  isInside(): boolean;
  /** Whether this element is left out. */
  open(name: string, attributes: Attributes, selfClosing: boolean): boolean;
  /** Whether this end tag is left out. @param isOpenAround an element of this name is open outside the part. */
  close(name: string, isOpenAround: boolean): boolean;
};

export function createDroppedParts(): DroppedParts {
  let outermost = '';
  let inside = new Map<string, number>();
  const end = () => {
    outermost = '';
    inside = new Map();
  };
  return {
    isInside: () => outermost !== '',
    open(name, attributes, selfClosing) {
      // A paragraph needs no end tag: the next block ends it.
      if (outermost === 'p' && isBlock(name)) end();
      if (outermost !== '') {
        if (!selfClosing && !isVoid(name)) inside.set(name, (inside.get(name) ?? 0) + 1);
        return true;
      }
      const hidden = attributes.hidden !== undefined || isHidden(decodeHTML(attributes.style ?? ''));
      if (!hidden && !isDropped(name)) return false;
      if (!isVoid(name) && !(selfClosing && isDropped(name))) outermost = name;
      return true;
    },
    close(name, isOpenAround) {
      if (outermost === '') return false;
      const count = inside.get(name) ?? 0;
      if (count > 0) inside.set(name, count - 1);
      else if (name === outermost) end();
      else if (isOpenAround) {
        end();
        return false;
      }
      return true;
    },
  };
}
